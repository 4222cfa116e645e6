/**
 * The certificates that signatures are checked with: which URLs are called for them, what
 * a certificate must be, and how they are fetched and remembered.
 */
@NullMarked
package io.onsrelay.signature.certificate;

import org.jspecify.annotations.NullMarked;
