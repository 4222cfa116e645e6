package io.onsrelay.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What ingest is held against: in the same process and on the same Tomcat, a handler that
 * reads the body, does nothing, and answers with as many bytes as an acknowledgement. It
 * asks for no credentials. It is put on the class path of the packaged jar, as a jar of
 * its own, for the benchmark alone.
 */
// Not annotated, so that no scan of the tests' class path finds it: it is imported by
// name.
public class EmptyHandler {

	static final String PATH = "/empty";

	private static final String ANSWER = "{\"status\":\"accepted\"}";

	private static final String IMPORTS = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	@Bean
	RouterFunction<ServerResponse> emptyRoute() {
		return RouterFunctions.route().POST(PATH, (request) -> {
			request.servletRequest().getInputStream().readAllBytes();
			return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(ANSWER);
		}).build();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SecurityFilterChain emptySecurity(HttpSecurity http) {
		return http.securityMatcher(PATH)
			.csrf(AbstractHttpConfigurer::disable)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/**
	 * Packs the handler.
	 * @param directory where to
	 * @return the jar
	 */
	static Path pack(Path directory) {
		Path jar = directory.resolve("empty-handler.jar");
		String file = EmptyHandler.class.getName().replace('.', '/') + ".class";
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out);
				InputStream type = EmptyHandler.class.getClassLoader().getResourceAsStream(file)) {
			add(entries, file, (type != null) ? type.readAllBytes() : new byte[0]);
			add(entries, IMPORTS, EmptyHandler.class.getName().getBytes(StandardCharsets.UTF_8));
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
		jar.putNextEntry(new JarEntry(name));
		jar.write(content);
		jar.closeEntry();
	}

}
