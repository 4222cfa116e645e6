package io.onsrelay.store.groupcommit;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.onsrelay.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

class StoreFailureAnalyzerTests {

	private final StoreFailureAnalyzer analyzer = new StoreFailureAnalyzer();

	@Test
	void isFoundBySpringBoot() {
		List<String> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> {
				// Those that want a bean factory
			})
			.stream()
			.map((found) -> found.getClass().getName())
			.toList();
		assertThat(analyzers).contains(StoreFailureAnalyzer.class.getName());
	}

	@Test
	void analyzeExplainsAnErrorOfPostgresqlWhereverItIsFound() {
		FailureAnalysis analysis = analyze(
				new IllegalStateException("bean x", new StoreUnavailableException("The store can't be read",
						new PSQLException(new ServerErrorMessage("SERROR\0C25006\0Mcannot execute INSERT\0")))));
		assertThat(analysis.getDescription())
			.startsWith("spring.datasource.url: the database is read-only (ERROR: cannot execute");
		assertThat(analysis.getAction()).contains("targetServerType=primary");
	}

	@Test
	void analyzeNamesTheDiskOfAnErrorOfSqlite() {
		FailureAnalysis analysis = analyze(
				new IllegalStateException("bean x", new SQLException("database or disk is full")));
		assertThat(analysis.getDescription())
			.isEqualTo("The store of spring.datasource.url can't be used: database or disk is full");
		assertThat(analysis.getAction()).contains("disk has space");
	}

	@Test
	void analyzeLeavesOtherFailuresToOthers() {
		assertThat(this.analyzer.analyze(new IllegalStateException("other"))).isNull();
	}

	private FailureAnalysis analyze(Throwable failure) {
		return Objects.requireNonNull(this.analyzer.analyze(failure));
	}

}
