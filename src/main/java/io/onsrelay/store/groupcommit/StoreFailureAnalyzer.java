package io.onsrelay.store.groupcommit;

import java.sql.SQLException;

import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.postgres.PostgresFailures;

/**
 * Explains an error of the database during the start, after it was opened: in a
 * migration, or when the first rows are read. The user sees a description and an action,
 * without a stack trace.
 */
class StoreFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		if (cause instanceof PSQLException) {
			InvalidConfigurationException explained = PostgresFailures.explain(cause);
			return new FailureAnalysis(explained.getMessage(), explained.getAction(), cause);
		}
		return new FailureAnalysis("The store of spring.datasource.url can't be used: " + cause.getMessage(),
				"Check that its disk has space and is writable, and that no other program uses the file.", cause);
	}

}
