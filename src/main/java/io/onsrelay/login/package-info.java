/**
 * Who may use the API and the pages of operators, and how they log in: by HTTP Basic, by
 * a form, or by an OpenID provider. Its two filter chains open the paths, keep sessions,
 * and decide by method and path what a role permits.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "config", "credential", "http", "secret" })
package io.onsrelay.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
