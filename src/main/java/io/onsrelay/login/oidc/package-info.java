/**
 * Logins by an OpenID provider, and access tokens that it has issued. Nothing of it is
 * created where no issuer is configured, and the provider is called at the first login.
 */
@NullMarked
package io.onsrelay.login.oidc;

import org.jspecify.annotations.NullMarked;
