package io.onsrelay.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import io.onsrelay.event.Content;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContentCoding}, with a real server.
 */
class ContentCodingTests {

	private static final String ALARM = "{\"type\":\"OK_TO_FIRING\",\"dedupeKey\":\"gull\",\"title\":\"%s\"}"
		.formatted("wind ".repeat(20));

	private static final int MAX_BODY = 4 * 1024;

	private static IngestServer server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = IngestServer.start(directory, "relay.ingest.max-body-size=" + MAX_BODY + "B");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		server.relay().reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "GZIP", "x-gzip", "deflate", "raw deflate", "identity", "identity, gzip", "" })
	void postWhenBodyIsCodedKeepsWhatItDecodesTo(String coding) {
		byte[] body = coded(coding, ALARM);
		String header = coding.replace("raw ", "");
		assertThat(post(header, body).statusCode()).isEqualTo(200);
		assertThat(server.relay().only().kind()).isEqualTo(Content.Kind.ALARM);
		assertThat(server.relay().only().body().text()).isEqualTo(ALARM);
		server.relay().reset();
		assertThat(postChunked(header, body).statusCode()).isEqualTo(200);
		assertThat(server.relay().only().body().text()).isEqualTo(ALARM);
	}

	@Test
	void postWhenGzipHasSeveralMembersKeepsThemAll() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write(coded("gzip", "{\"a\":"));
		body.write(coded("gzip", "1}"));
		assertThat(post("gzip", body.toByteArray()).statusCode()).isEqualTo(200);
		assertThat(server.relay().only().body().text()).isEqualTo("{\"a\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "zstd", "compress", "gzip, gzip", "gzip, br", "aws-chunked", "?" })
	void postWhenCodingIsUnknownAnswers415WithThoseThatAreKnown(String coding) {
		HttpResponse<String> response = post(coding, coded("gzip", ALARM));
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip, deflate, identity");
		assertThat(response.body()).contains("gzip, deflate, identity");
		assertThat(server.relay().messages()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "gzip, 4096, 200", "gzip, 4097, 413", "gzip, 100000000, 413", "deflate, 4096, 200",
			"deflate, 4097, 413", "deflate, 100000000, 413" })
	void postWhenBodyDecodesToMoreThanTheLimitAnswers413(String coding, int length, int status) {
		byte[] body = bomb(coding, length);
		assertThat(post(coding, Arrays.copyOf(body, Math.min(body.length, MAX_BODY))).statusCode()).isEqualTo(status);
		assertThat(postChunked(coding, Arrays.copyOf(body, Math.min(body.length, MAX_BODY))).statusCode())
			.isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void postWhenBodyIsNotCodedAsItSaysAnswers400(String coding) {
		byte[] body = coded(coding, ALARM);
		for (byte[] wrong : new byte[][] { ALARM.getBytes(StandardCharsets.UTF_8), { 1 },
				Arrays.copyOf(body, body.length / 2), coded(coding.equals("gzip") ? "deflate" : "gzip", ALARM) }) {
			HttpResponse<String> response = post(coding, wrong);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).contains("not coded as its Content-Encoding says");
		}
		assertThat(server.relay().messages()).isEmpty();
	}

	@Test
	void postWhenCodedBodyIsEmptyIsAnEmptyMessage() {
		assertThat(post("gzip", new byte[0]).statusCode()).isEqualTo(200);
		assertThat(server.relay().only().body().length()).isZero();
	}

	@Test
	void ofWhenHeaderIsRepeatedLooksAtEach() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Content-Encoding", "identity");
		assertThat(ContentCoding.of(request)).contains(ContentCoding.IDENTITY);
		request.addHeader("Content-Encoding", "gzip");
		assertThat(ContentCoding.of(request)).contains(ContentCoding.GZIP);
		request.addHeader("Content-Encoding", "deflate");
		assertThat(ContentCoding.of(request)).isEmpty();
	}

	private static HttpResponse<String> post(String coding, byte[] body) {
		return server.postBytes(server.request().header("Content-Encoding", coding), body);
	}

	private static HttpResponse<String> postChunked(String coding, byte[] body) {
		return server.postChunked(server.request().header("Content-Encoding", coding), body);
	}

	private static byte[] coded(String coding, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return coded(coding, (out) -> out.write(bytes));
	}

	private static byte[] bomb(String coding, int length) {
		byte[] block = new byte[Math.min(length, 1 << 16)];
		return coded(coding, (out) -> {
			for (int left = length; left > 0; left -= block.length) {
				out.write(block, 0, Math.min(left, block.length));
			}
		});
	}

	private static byte[] coded(String coding, Writer writer) {
		ByteArrayOutputStream coded = new ByteArrayOutputStream();
		String name = coding.toLowerCase(Locale.ROOT);
		try (OutputStream out = name.endsWith("gzip") ? new GZIPOutputStream(coded) : name.endsWith("deflate")
				? new DeflaterOutputStream(coded, new Deflater(9, name.startsWith("raw"))) : coded) {
			writer.write(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return coded.toByteArray();
	}

	private interface Writer {

		void write(OutputStream out) throws IOException;

	}

}
