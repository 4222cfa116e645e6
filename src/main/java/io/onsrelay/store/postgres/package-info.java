/**
 * PostgreSQL: a server that several replicas may share.
 */
@NullMarked
package io.onsrelay.store.postgres;

import org.jspecify.annotations.NullMarked;
