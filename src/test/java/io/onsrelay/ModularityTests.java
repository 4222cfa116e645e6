package io.onsrelay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.validation.ConstraintValidator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The architecture: which module may use which, what a module shows, and how large a
 * package may be. docs/architecture.md explains it.
 */
@AnalyzeClasses(packages = "io.onsrelay", importOptions = ImportOption.DoNotIncludeTests.class)
class ModularityTests {

	private static final int MAX_FILES = 15;

	private static final Path MAIN = Path.of("src/main/java");

	@Test
	void modulesUseOnlyWhatTheirPackageInfoAllows() {
		ApplicationModules modules = ApplicationModules.of(OnsRelayApplication.class);
		assertThat(modules.stream()).as("the modules are found").hasSizeGreaterThan(10);
		modules.verify();
	}

	@Test
	void packagesHoldNoMoreFilesThanAReaderCanSurvey() throws IOException {
		Map<Path, Long> files;
		try (Stream<Path> paths = Files.walk(MAIN)) {
			files = paths.filter((path) -> path.toString().endsWith(".java"))
				.collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
		}
		assertThat(files).hasSizeGreaterThan(20);
		files.values().removeIf((count) -> count <= MAX_FILES);
		assertThat(files).isEmpty();
	}

	@ArchTest
	static void typesWithOneSimpleNameAreToldApartByTheirOuterTypes(JavaClasses classes) throws IOException {
		Map<String, List<JavaClass>> byName = classes.stream()
			.filter((type) -> !type.isAnonymousClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.toList()));
		byName.values().removeIf((types) -> types.size() == 1);
		assertThat(byName.values()).allSatisfy((types) -> assertThat(types).allSatisfy(
				(type) -> assertThat(type.getEnclosingClass()).isPresent().get().matches(ModularityTests::isPublic)));
		List<String> imports;
		try (Stream<Path> paths = Files.walk(MAIN)) {
			imports = paths.filter((path) -> path.toString().endsWith(".java"))
				.flatMap(ModularityTests::importedTypes)
				.toList();
		}
		assertThat(byName.values().stream().flatMap(List::stream).map((type) -> type.getName().replace('$', '.')))
			.as("their outer name is always written")
			.doesNotContainAnyElementsOf(imports);
	}

	private static Stream<String> importedTypes(Path file) {
		try {
			return Files.readAllLines(file)
				.stream()
				.filter((line) -> line.startsWith("import io.onsrelay."))
				.map((line) -> line.substring("import ".length(), line.length() - 1));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ArchTest
	static final ArchRule THERE_ARE_NO_CYCLES = slices().matching("io.onsrelay.(**)").should().beFreeOfCycles();

	// notifier.http and notifier.oci are not kinds: the kinds that make HTTP calls, and
	// those that call OCI, share them.
	@ArchTest
	static final ArchRule NOTIFIERS_DO_NOT_SEE_EACH_OTHER = slices().matching("io.onsrelay.notifier.(*)..")
		.should()
		.notDependOnEachOther()
		.ignoreDependency(DescribedPredicate.alwaysTrue(),
				JavaClass.Predicates.resideInAnyPackage("io.onsrelay.notifier.http", "io.onsrelay.notifier.oci"));

	@ArchTest
	static final ArchRule ORACLES_SDK_STAYS_WHERE_IT_IS_NAMED = noClasses().that()
		.resideOutsideOfPackages("io.onsrelay.oci..", "io.onsrelay.provisioning..", "io.onsrelay.notifier.oci",
				"io.onsrelay.notifier.functions", "io.onsrelay.notifier.streaming", "io.onsrelay.notifier.ons",
				"io.onsrelay.audit.bucket")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.oracle.bmc..");

	/**
	 * The sub-packages of these modules may show types to their own module; Modulith sees
	 * to it that no other module uses them.
	 */
	@ArchTest
	static final ArchRule EDGES_SHOW_NOTHING = classes().that()
		.resideInAnyPackage("io.onsrelay.notifier.*", "io.onsrelay.ingest", "io.onsrelay.admin", "io.onsrelay.cli")
		.and()
		.resideOutsideOfPackages("io.onsrelay.notifier.http", "io.onsrelay.notifier.oci")
		// What main passes a command to: one type, with a method that asks and one that
		// runs.
		.and()
		.doNotHaveFullyQualifiedName("io.onsrelay.cli.Commands")
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule PUBLIC_TYPES_ARE_USED_FROM_OTHER_PACKAGES = classes().that()
		.arePublic()
		.and()
		.areTopLevelClasses()
		// Spring Boot and Jakarta Validation create these by reflection.
		.and()
		.areNotAssignableTo(FailureAnalyzer.class)
		.and()
		.areNotAssignableTo(ConstraintValidator.class)
		.and()
		.doNotHaveFullyQualifiedName(OnsRelayApplication.class.getName())
		.and()
		// Templates use it.
		.doNotHaveFullyQualifiedName("io.onsrelay.console.view.PageContext")
		.should(beUsedFromAnotherPackage());

	private static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
		return new ArchCondition<>("be used from another package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = withNestedTypes(type).flatMap((each) -> each.getDirectDependenciesToSelf().stream())
					.anyMatch((
							dependency) -> !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
				events.add(new SimpleConditionEvent(type, used,
						type.getName() + " is public, and no other package uses it"));
			}

		};
	}

	private static Stream<JavaClass> withNestedTypes(JavaClass type) {
		return type.getPackage()
			.getClasses()
			.stream()
			.filter((other) -> other.equals(type) || other.getName().startsWith(type.getName() + "$"));
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC);
	}

	@ArchTest
	static final ArchRule FIELDS_ARE_NOT_INJECTED = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule ONE_LOGGING_API = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	static void thereIsSomethingToCheck(JavaClasses classes) {
		assertThat(classes).hasSizeGreaterThan(50);
	}

}
