/**
 * The commands of the jar. They read the configuration and messages, may run beside the
 * service, and start no part of it. Of the store, they open the file of a backup, both
 * sides of a migration, and what check and status read. Those that set OCI up are in a
 * package of their own.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "audit", "audit :: bucket", "audit :: checkpoint",
		"audit :: export", "audit :: note", "audit :: scan", "audit :: settings", "audit :: tree",
		"audit :: verification", "config", "config :: placeholder", "event", "explanation", "journal", "notifier",
		"oci", "parser", "presentation", "provisioning", "provisioning :: export", "provisioning :: pipeline",
		"provisioning :: probe", "provisioning :: rule", "redaction", "routing", "routing :: diff",
		"routing :: severity", "secret", "signature", "store", "store :: library", "store :: maintenance",
		"store :: migration", "store :: schema", "testmessage" })
package io.onsrelay.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
