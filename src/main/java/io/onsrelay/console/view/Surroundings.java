package io.onsrelay.console.view;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What surrounds the content of each page, asked for when a page is drawn.
 *
 * @param banners what is not as an operator expects it, the worst first
 * @param deadLetters how many dead letters need attention; zero where it can't be told
 * now
 * @param build which version and commit of the service this is
 */
public record Surroundings(Supplier<List<Banner>> banners, LongSupplier deadLetters, String build) {
}
