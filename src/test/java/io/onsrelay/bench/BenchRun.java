package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.onsrelay.bench.Bench.Scale;
import io.onsrelay.store.Dialect;

/**
 * Runs the rows and prints the table. Called by {@code bench/run}, in the root of the
 * project.
 */
final class BenchRun {

	private static final Set<String> ROWS = new LinkedHashSet<>(
			List.of("ingest", "acknowledgement", "lag", "kinds", "drain", "backlog"));

	private static final Set<String> POSTGRES_ROWS = new LinkedHashSet<>(List.of("ingest", "drain", "backlog"));

	private static final Set<String> AUDIT_ROWS = new LinkedHashSet<>(List.of("verification", "sealing"));

	static final Path PAGE = Path.of("docs", "benchmarks.md");

	private static final Path WORK = Path.of("target", "bench");

	private BenchRun() {
	}

	/**
	 * Runs the rows.
	 * @param arguments what the user gave
	 * @throws IOException if a directory can't be made or the page can't be written
	 */
	static void main(String[] arguments) throws IOException {
		List<String> given = new ArrayList<>(List.of(arguments));
		if (given.remove("console")) {
			console(given);
			return;
		}
		if (given.remove("audit")) {
			audit(given);
			return;
		}
		Path jar = jar(given).toAbsolutePath();
		Path work = Files.createTempDirectory(Files.createDirectories(WORK.toAbsolutePath()), "run-");
		boolean quick = given.remove("--quick");
		boolean profile = given.remove("--profile");
		boolean postgres = postgres(given);
		Set<String> known = postgres ? POSTGRES_ROWS : ROWS;
		if (!known.containsAll(given)) {
			throw new IllegalArgumentException(
					"bench/run [--store postgres] [--quick] [--profile] [--jar file] [rows], of " + known);
		}
		Bench bench = new Bench(jar, work, new SqliteFiles(work), List.of(EmptyHandler.pack(work)), Engine.of(jar),
				quick ? Scale.QUICK : Scale.FULL, profile);
		String machine = Machine.describe(work);
		Set<String> wanted = given.isEmpty() ? known : Set.copyOf(given);
		String table = Report.of(machine, postgres ? postgresRows(bench, wanted) : rows(bench, wanted));
		System.out.println(table);
		if (!quick && !profile && given.isEmpty()) {
			Report.write(PAGE, postgres ? "run --store postgres" : "run", table);
		}
	}

	private static void audit(List<String> given) throws IOException {
		int records = Integer.parseInt(option(given, "--records").orElse("1000000"));
		Path jar = jar(given).toAbsolutePath();
		Path work = Files.createTempDirectory(Files.createDirectories(WORK.toAbsolutePath()), "audit-");
		Scale scale = given.remove("--quick") ? Scale.QUICK : Scale.FULL;
		if (!AUDIT_ROWS.containsAll(given)) {
			throw new IllegalArgumentException(
					"bench/run audit [--records n] [--quick] [--jar file] [rows], of " + AUDIT_ROWS);
		}
		String machine = Machine.describe(work);
		AuditRows rows = new AuditRows(new Bench(jar, work, new SqliteFiles(work), List.of(EmptyHandler.pack(work)),
				Engine.of(jar), scale, false));
		System.out.println(Report.of(machine, measure(AUDIT_ROWS, given.isEmpty() ? AUDIT_ROWS : Set.copyOf(given),
				(row) -> row.equals("sealing") ? rows.sealing() : List.of(rows.verification(records)))));
	}

	private static void console(List<String> given) throws IOException {
		int messages = Integer.parseInt(option(given, "--messages").orElse("1000000"));
		Dialect dialect = postgres(given) ? Dialect.POSTGRESQL : Dialect.SQLITE;
		Path work = Files.createDirectories(WORK.toAbsolutePath());
		System.out.println(Report.of(Machine.describe(work), new ConsoleRows(messages, dialect).rows()));
	}

	private static boolean postgres(List<String> given) {
		String store = option(given, "--store").orElse("sqlite");
		if (!Set.of("sqlite", "postgres").contains(store)) {
			throw new IllegalArgumentException("The store is sqlite or postgres");
		}
		return "postgres".equals(store);
	}

	private static Optional<String> option(List<String> given, String name) {
		int option = given.indexOf(name);
		if (option < 0) {
			return Optional.empty();
		}
		given.remove(option);
		return Optional.of(given.remove(option));
	}

	private static List<Row> postgresRows(Bench sqlite, Set<String> wanted) {
		try (Stores server = new PostgresServer()) {
			Bench postgres = sqlite.on(server);
			ReplicaRows replicas = new ReplicaRows(sqlite, postgres);
			return measure(POSTGRES_ROWS, wanted, (row) -> switch (row) {
				case "ingest" -> replicas.ingest();
				case "drain" -> List.of(replicas.drain());
				default -> new BacklogRows(postgres).rows();
			});
		}
	}

	static Path jar(List<String> given) throws IOException {
		Optional<String> named = option(given, "--jar");
		if (named.isPresent()) {
			return Path.of(named.get());
		}
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.getFileName().toString().matches("ons-relay-.*\\.jar"))
				.findFirst()
				.orElseThrow();
		}
	}

	private static List<Row> rows(Bench bench, Set<String> wanted) {
		IngestRows ingest = new IngestRows(bench);
		DeliveryRows delivery = new DeliveryRows(bench);
		return measure(ROWS, wanted, (row) -> switch (row) {
			case "ingest" -> ingest.ingest();
			case "acknowledgement" -> List.of(ingest.acknowledgement());
			case "lag" -> List.of(delivery.lag());
			case "kinds" -> List.of(new KindRows(bench).lag());
			case "drain" -> List.of(delivery.drain());
			default -> new BacklogRows(bench).rows();
		});
	}

	private static List<Row> measure(Set<String> known, Set<String> wanted, Function<String, List<Row>> measuring) {
		List<Row> rows = new ArrayList<>();
		for (String row : known) {
			if (wanted.contains(row)) {
				System.err.println(row);
				rows.addAll(measuring.apply(row));
			}
		}
		return rows;
	}

}
