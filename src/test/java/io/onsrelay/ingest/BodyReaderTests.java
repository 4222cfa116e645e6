package io.onsrelay.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import io.onsrelay.ingest.BodyReader.BodyReadResult;
import io.onsrelay.ingest.BodyReader.ReadBody;
import io.onsrelay.ingest.BodyReader.UnreadBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyReader}.
 */
class BodyReaderTests {

	private final AtomicLong now = new AtomicLong();

	private final BodyBudget budget = new BodyBudget(100);

	private final BodyReader reader = new BodyReader(80, Duration.ofSeconds(20), this.now::get);

	@Test
	void readReturnsTheBytes() throws IOException {
		assertThat(read(60, 60, Duration.ZERO)).isInstanceOfSatisfying(ReadBody.class,
				(read) -> assertThat(read.body().length()).isEqualTo(60));
	}

	@Test
	void readWhenLengthIsNotAnnouncedReturnsAllBytes() throws IOException {
		byte[] body = new byte[3 * 8192 + 1];
		new Random(42).nextBytes(body);
		BodyReader large = new BodyReader(body.length, Duration.ofSeconds(20), this.now::get);
		MockHttpServletRequest request = new MockHttpServletRequest() {

			@Override
			public long getContentLengthLong() {
				return -1;
			}

		};
		request.setContent(body);
		try (BodyBudget.Reservation reservation = new BodyBudget(1_000_000).open()) {
			assertThat(large.read(request, reservation)).isInstanceOfSatisfying(ReadBody.class,
					(read) -> assertThat(read.body().bytes()).isEqualTo(body));
		}
	}

	@Test
	void readWhenEachByteIsInTimeButTheBodyIsNotStops() throws IOException {
		assertThat(read(60, 60, Duration.ofSeconds(5))).isEqualTo(UnreadBody.TOO_SLOW);
		assertThat(this.now).as("it stops at the deadline").hasValue(Duration.ofSeconds(25).toNanos());
	}

	@Test
	void readWhenTimeAndSizeAreJustReachedReturnsTheBytes() throws IOException {
		this.now.set(-5);
		assertThat(read(4, 4, Duration.ofSeconds(5))).isInstanceOf(ReadBody.class);
		assertThat(read(80, 80, Duration.ZERO)).isInstanceOf(ReadBody.class);
	}

	@Test
	void readWhenCodingIsUnknownReadsNone() throws IOException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Content-Encoding", "br");
		request.setContent(new byte[10]);
		try (BodyBudget.Reservation own = this.budget.open()) {
			assertThat(this.reader.read(request, own)).isEqualTo(UnreadBody.UNSUPPORTED);
		}
		assertThat(request.getInputStream().available()).isEqualTo(10);
	}

	@Test
	void readWhenAnnouncedBytesAreTooManyReadsNone() throws IOException {
		assertThat(read(60, 81, Duration.ofSeconds(5))).isEqualTo(UnreadBody.TOO_LARGE);
		assertThat(this.budget.open().tryAdd(60)).isTrue();
		assertThat(read(60, 41, Duration.ofSeconds(5))).isEqualTo(UnreadBody.OVERLOADED);
		assertThat(this.now).hasValue(0);
	}

	@Test
	void readWhenLengthIsNotAnnouncedKeepsToTheLimits() throws IOException {
		assertThat(read(80, -1, Duration.ZERO)).isInstanceOf(ReadBody.class);
		assertThat(read(81, -1, Duration.ZERO)).isEqualTo(UnreadBody.TOO_LARGE);
		assertThat(this.budget.open().tryAdd(60)).isTrue();
		assertThat(read(40, -1, Duration.ZERO)).isInstanceOf(ReadBody.class);
		assertThat(read(41, -1, Duration.ZERO)).isEqualTo(UnreadBody.OVERLOADED);
	}

	@Test
	void readWhenCodedReservesWhatItDecodesTo() throws IOException {
		ByteArrayOutputStream coded = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
			out.write(new byte[70]);
		}
		try (BodyBudget.Reservation other = this.budget.open(); BodyBudget.Reservation own = this.budget.open()) {
			assertThat(other.tryAdd(100 - coded.size() - 69)).isTrue();
			assertThat(this.reader.read(coded(coded.toByteArray()), own)).isEqualTo(UnreadBody.OVERLOADED);
		}
		try (BodyBudget.Reservation own = this.budget.open()) {
			assertThat(this.reader.read(coded(coded.toByteArray()), own)).isInstanceOf(ReadBody.class);
			assertThat(this.budget.open().tryAdd(100 - coded.size() - 70)).isTrue();
			assertThat(this.budget.open().tryAdd(1)).isFalse();
		}
	}

	private static HttpServletRequest coded(byte[] body) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Content-Encoding", "gzip");
		request.setContent(body);
		return request;
	}

	@Test
	void drainStopsAtTheDeadline() throws IOException {
		this.reader.drain(request(1000, 1000, Duration.ofSeconds(5)));
		assertThat(this.now).hasValue(Duration.ofSeconds(10).toNanos());
		this.now.set(-1);
		HttpServletRequest request = request(6, 6, Duration.ofMillis(2500));
		this.reader.drain(request);
		assertThat(request.getInputStream().isFinished()).as("a client that sends little by little").isFalse();
		assertThat(this.now).hasValue(Duration.ofMillis(7500).toNanos() - 1);
	}

	@Test
	void drainReadsNoMoreThanTheLimit() throws IOException {
		HttpServletRequest request = request(10_000_000, -1, Duration.ofNanos(1));
		this.reader.drain(request);
		assertThat(this.now).as("bytes that were read").hasValue(BodyReader.MIN_DRAINED_BYTES + 1L);
		assertThat(request.getInputStream().isFinished()).isFalse();
	}

	private BodyReadResult read(int bytes, int announced, Duration perByte) throws IOException {
		try (BodyBudget.Reservation reservation = this.budget.open()) {
			return this.reader.read(request(bytes, announced, perByte), reservation);
		}
	}

	/**
	 * A request whose body arrives byte by byte.
	 */
	private HttpServletRequest request(int bytes, int announced, Duration perByte) {
		return new HttpServletRequestWrapper(new MockHttpServletRequest()) {

			private int left = bytes;

			@Override
			public long getContentLengthLong() {
				return announced;
			}

			@Override
			public ServletInputStream getInputStream() {
				return new ServletInputStream() {

					@Override
					public int read() {
						throw new UnsupportedOperationException();
					}

					@Override
					public int read(byte[] buffer, int offset, int length) {
						if (left == 0) {
							return -1;
						}
						left--;
						BodyReaderTests.this.now.addAndGet(perByte.toNanos());
						return 1;
					}

					@Override
					public boolean isFinished() {
						return left == 0;
					}

					@Override
					public boolean isReady() {
						return true;
					}

					@Override
					public void setReadListener(ReadListener listener) {
						throw new UnsupportedOperationException();
					}

				};
			}

		};
	}

}
