/**
 * The same pipeline in other words: Terraform, and policy statements.
 */
@NullMarked
@NamedInterface("export")
package io.onsrelay.provisioning.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
