@NullMarked
package io.onsrelay.presentation;

import org.jspecify.annotations.NullMarked;
