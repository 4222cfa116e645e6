/**
 * Dead letters with their attempts: they are listed, explained, replayed, acknowledged
 * and deleted.
 */
@NullMarked
package io.onsrelay.admin.deadletters;

import org.jspecify.annotations.NullMarked;
