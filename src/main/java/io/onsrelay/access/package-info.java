/**
 * Decides which requests are admitted, before anything is known of the user: by network,
 * behind proxies by the address of the client, and by the site whose page makes them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "config")
package io.onsrelay.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
