/**
 * The audit log: its records are listed, exported and proven, and it shows how far it is
 * verified.
 */
@NullMarked
package io.onsrelay.admin.audit;

import org.jspecify.annotations.NullMarked;
