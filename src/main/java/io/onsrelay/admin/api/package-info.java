/**
 * What the endpoints of the API have in common: problem details, lists, and the check of
 * parameters.
 */
@NullMarked
package io.onsrelay.admin.api;

import org.jspecify.annotations.NullMarked;
