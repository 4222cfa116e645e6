/**
 * The document of the API in OpenAPI 3.1. The library that writes it is created when the
 * document is first asked for, in a context of its own.
 */
@NullMarked
package io.onsrelay.admin.document;

import org.jspecify.annotations.NullMarked;
