/**
 * The routes, and which messages would go elsewhere by other ones.
 */
@NullMarked
package io.onsrelay.admin.routes;

import org.jspecify.annotations.NullMarked;
