package io.onsrelay.signature;

import java.time.Clock;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.signature.certificate.CertificateClients;
import io.onsrelay.signature.certificate.Certificates;
import io.onsrelay.store.Store;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
class SignatureConfiguration {

	@Bean
	SignatureService signatureService(SignatureSettings settings, SignatureJudge judge, KnownConstructions known,
			SignatureWorker worker, SignatureMetrics metrics, Clock clock) {
		return new SignatureService(settings.mode(), judge, known, worker, metrics, clock);
	}

	@Bean
	SignatureWorker signatureWorker(SignatureSettings settings, SignatureJudge judge, KnownConstructions known,
			SignatureMetrics metrics, Clock clock) {
		return new SignatureWorker(settings, judge, known, metrics, clock);
	}

	@Bean
	KnownConstructions knownConstructions(SignatureSettings settings, Store store, Clock clock) {
		return new KnownConstructions(settings, new SignatureTable(store), clock);
	}

	@Bean
	SignatureJudge signatureJudge(Certificates certificates, SignatureMetrics metrics) {
		return new SignatureJudge(certificates, metrics);
	}

	@Bean
	SignatureTrial signatureTrial(SignatureJudge judge, Certificates certificates) {
		return new SignatureTrial(judge, certificates);
	}

	@Bean
	Certificates signingCertificates(OracleOrigins origins, OutboundHttpFactory factory, Clock clock,
			RandomGenerator random) {
		return new Certificates(origins, CertificateClients.of(factory),
				(call) -> Thread.ofVirtual().name("signing-certificate").start(call), clock, random);
	}

	@Bean
	SignatureMetrics signatureMetrics(MeterRegistry registry) {
		return new SignatureMetrics(registry);
	}

	@Bean
	SmartInitializingSingleton signatureCheck(SignatureSettings settings) {
		return settings::check;
	}

}
