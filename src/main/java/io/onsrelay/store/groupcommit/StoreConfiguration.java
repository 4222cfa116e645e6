package io.onsrelay.store.groupcommit;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Store;
import io.onsrelay.store.database.Database;
import io.onsrelay.store.postgres.PostgresDatabase;
import io.onsrelay.store.schema.Schema;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * Opens the database that {@code spring.datasource.url} names, and the store on it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ StoreProperties.class, DataSourceProperties.class })
class StoreConfiguration {

	/**
	 * How long a reader waits for a connection of the pool.
	 */
	private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

	@Bean
	Database database(DataSourceProperties properties) {
		String url = properties.determineUrl();
		return url.startsWith(PostgresDatabase.PREFIX)
				? PostgresDatabase.open(url, properties.getUsername(), properties.getPassword())
				: SqliteDatabase.open(url);
	}

	@Bean(defaultCandidate = false)
	@FlywayDataSource
	DataSource migratingDataSource(Database database) {
		return database.migrating();
	}

	@Bean
	FlywayMigrationStrategy migrationStrategy() {
		return (flyway) -> Schema.of(flyway, Database.PROPERTY).migrate();
	}

	@Bean
	HikariDataSource dataSource(Database database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("store-readers");
		pool.setDataSource(database.reading());
		pool.setReadOnly(true);
		pool.setMaximumPoolSize(StoreReader.LIMIT);
		pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
		pool.setInitializationFailTimeout(-1);
		return pool;
	}

	@Bean
	@DependsOnDatabaseInitialization
	GroupWriter groupWriter(Database database, StoreProperties properties, MeterRegistry registry) {
		return new GroupWriter(database, properties.queueCapacity(), properties.groupLimit(),
				new StoreMetrics(registry));
	}

	@Bean
	Store store(GroupWriter writer, DataSource dataSource, StoreProperties properties, Database database) {
		return new GroupCommitStore(writer, JdbcClient.create(dataSource), properties.writeTimeout(),
				database.dialect());
	}

	/**
	 * The clock of the application: that of the database where several processes share
	 * it. Modules use this bean and never the system's clock.
	 */
	@Bean
	@Primary
	Clock storeClock(Database database, DataSource dataSource, Clock clock) {
		return database.clock(dataSource, clock);
	}

}
