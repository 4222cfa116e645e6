package io.onsrelay.signature;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.signature.certificate.CertificateClients;
import io.onsrelay.signature.certificate.Certificates;
import io.onsrelay.standin.OnsMessage;
import io.onsrelay.standin.OnsTopic;
import io.onsrelay.standin.SigningKey;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;

/**
 * Signatures on a real store, with a clock that tests move, a certificate that they
 * choose, and no network.
 */
final class SignatureFixture implements AutoCloseable {

	static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	static final String TOPIC = "ocid1.onstopic.oc1.phx.aaaafixture";

	static final String ORIGIN = "http://127.0.0.1:9000";

	final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	final TestStore store;

	private Instant now = START;

	final List<HttpCall> calls = new ArrayList<>();

	HttpResult certificate = found(SigningKey.standIn());

	SignatureFixture(Path directory, Dialect dialect) {
		this.store = TestStore.in(directory, dialect);
	}

	Installation with(SignatureMode mode, String... constructions) {
		SignatureSettings settings = new SignatureSettings(mode, List.of(constructions), List.of(TOPIC));
		SignatureMetrics metrics = new SignatureMetrics(this.registry);
		Certificates certificates = new Certificates(new OracleOrigins(List.of(), List.of(ORIGIN)),
				new CertificateClients((_) -> {
					throw new AssertionError("No external address may be called");
				}, this::fetch), Runnable::run, clock(), new Random(1));
		SignatureJudge judge = new SignatureJudge(certificates, metrics);
		KnownConstructions known = new KnownConstructions(settings, new SignatureTable(this.store), clock());
		SignatureWorker worker = new SignatureWorker(settings, judge, known, metrics, clock());
		return new Installation(worker, new SignatureService(mode, judge, known, worker, metrics, clock()), known,
				new SignatureTrial(judge, certificates));
	}

	private HttpResult fetch(HttpCall call) {
		this.calls.add(call);
		return this.certificate;
	}

	static HttpResult found(SigningKey key) {
		return new HttpResult.Response(200, Optional.empty(), key.pem());
	}

	static HttpResult none() {
		return new HttpResult.NoResponse(HttpResult.Cause.TIMEOUT, "No response in time");
	}

	Clock clock() {
		InstantSource time = () -> this.now;
		return time.withZone(ZoneOffset.UTC);
	}

	void pass(Duration duration) {
		this.now = this.now.plus(duration);
	}

	/**
	 * Return a message that the stand-in of ONS has signed.
	 */
	Posted message(String body) {
		return new Posted(topic().notification(body));
	}

	private OnsTopic topic() {
		return new OnsTopic(TOPIC, "operations", clock(), URI.create(ORIGIN));
	}

	double counted(String outcome) {
		return this.registry.get("relay.signatures").tag("outcome", outcome).counter().count();
	}

	long checks() {
		return this.registry.get("relay.signatures.check").timer().count();
	}

	List<String> rows() {
		return this.store.read((jdbc) -> jdbc.sql(
				"SELECT topic || ' ' || version || ' ' || construction || ' ' || verified AS line FROM signature_construction")
			.query(String.class)
			.list());
	}

	@Override
	public void close() {
		this.store.close();
	}

	/**
	 * The module in one configuration.
	 */
	record Installation(SignatureWorker worker, SignatureService service, KnownConstructions known,
			SignatureTrial trial) {

		SignatureAdmission admit(Posted message) {
			return this.service.admit(message.headers(), message.body());
		}

		void accepted(Posted message) {
			this.service.accepted(message.headers(), message.body());
		}

	}

	/**
	 * A request.
	 */
	record Posted(OnsHeaders headers, Body body) {

		Posted(OnsMessage message) {
			this(new OnsHeaders(message.headers()), Body.of(message.body().getBytes(StandardCharsets.UTF_8)));
		}

		Posted with(String header, String value) {
			Map<String, String> changed = new HashMap<>(this.headers.values());
			changed.put("x-oci-ns-" + header, value);
			return new Posted(new OnsHeaders(changed), this.body);
		}

		Posted without(String header) {
			Map<String, String> changed = new HashMap<>(this.headers.values());
			changed.remove("x-oci-ns-" + header);
			return new Posted(new OnsHeaders(changed), this.body);
		}

		Posted withBody(String text) {
			return new Posted(this.headers, Body.of(text.getBytes(StandardCharsets.UTF_8)));
		}

	}

}
