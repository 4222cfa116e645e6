/**
 * Reading the files of the configuration: a file that can't be read is told with its
 * place and what to do, and never with its text, which may be a password.
 */
@NullMarked
package io.onsrelay.config.file;

import org.jspecify.annotations.NullMarked;
