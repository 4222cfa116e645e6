@NullMarked
package io.onsrelay.http;

import org.jspecify.annotations.NullMarked;
