package io.onsrelay.console.view;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Builds the links of pages: each carries the time zone of the page that has it.
 */
final class ZonedLinks extends StandardLinkBuilder {

	@Override
	protected String processLink(IExpressionContext context, String link) {
		String own = super.processLink(context, link);
		if (!own.startsWith("/") || own.contains(Assets.PATH)
				|| !(context.getVariable("page") instanceof PageContext page) || page.getLinkedZone() == null) {
			return own;
		}
		int fragment = own.indexOf('#');
		String target = (fragment < 0) ? own : own.substring(0, fragment);
		return target + ((target.indexOf('?') < 0) ? "?" : "&") + PageTimes.PARAMETER + "="
				+ UriUtils.encode(page.getLinkedZone(), StandardCharsets.UTF_8)
				+ ((fragment < 0) ? "" : own.substring(fragment));
	}

}
