/**
 * Signed notes and their keys, as C2SP specifies them: https://c2sp.org/signed-note. This
 * package knows neither the log nor the store.
 */
@NullMarked
@NamedInterface("note")
package io.onsrelay.audit.note;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
