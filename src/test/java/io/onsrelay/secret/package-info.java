@NullMarked
package io.onsrelay.secret;

import org.jspecify.annotations.NullMarked;
