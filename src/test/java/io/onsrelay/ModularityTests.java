package io.onsrelay;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the plan of the house: which room may use which, and what a room shows.
 */
@AnalyzeClasses(packages = "io.onsrelay", importOptions = ImportOption.DoNotIncludeTests.class)
class ModularityTests {

	@Test
	void roomsUseOnlyWhatTheirPackageInfoAllows() {
		ApplicationModules modules = ApplicationModules.of(OnsRelayApplication.class);
		assertThat(modules.stream()).as("the rooms are found").hasSizeGreaterThan(10);
		modules.verify();
	}

	@ArchTest
	static final ArchRule THERE_ARE_NO_CYCLES = slices().matching("io.onsrelay.(**)").should().beFreeOfCycles();

	// notifier.http is no kind: it is what the kinds that make HTTP calls have in common.
	@ArchTest
	static final ArchRule NOTIFIERS_DO_NOT_SEE_EACH_OTHER = slices().matching("io.onsrelay.notifier.(*)..")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(DescribedPredicate.alwaysTrue(),
				JavaClass.Predicates.resideInAPackage("io.onsrelay.notifier.http"));

	@ArchTest
	static final ArchRule ORACLES_SDK_STAYS_WHERE_IT_IS_NAMED = noClasses().that()
		.resideOutsideOfPackage("io.onsrelay.provisioning..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.oracle.bmc..");

	@ArchTest
	static final ArchRule EDGES_SHOW_NOTHING = classes().that()
		.resideInAnyPackage("io.onsrelay.notifier.*", "io.onsrelay.ingest", "io.onsrelay.admin", "io.onsrelay.cli")
		.and()
		.resideOutsideOfPackage("io.onsrelay.notifier.http")
		// What main hands a command to: one type, with a method that asks and one that
		// runs.
		.and()
		.doNotHaveFullyQualifiedName("io.onsrelay.cli.Commands")
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule FIELDS_ARE_NOT_INJECTED = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule ONE_LOGGING_API = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	static void thereIsSomethingToCheck(JavaClasses classes) {
		assertThat(classes).hasSizeGreaterThan(50);
	}

}
