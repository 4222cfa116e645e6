package io.onsrelay.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.onsrelay.standin.ServerCertificate;

/**
 * A TLS secret as Kubernetes mounts it: the files are links into a directory that is a
 * link itself, and a renewal is one exchange of that link.
 */
final class TlsSecret {

	private final Path directory;

	private final Path data;

	private TlsSecret(Path directory) {
		this.directory = directory;
		this.data = directory.resolve("..data");
	}

	static TlsSecret mount(Path directory, ServerCertificate certificate) throws IOException {
		TlsSecret secret = new TlsSecret(Files.createDirectories(directory));
		secret.renew(certificate);
		for (String name : new String[] { "tls.crt", "tls.key" }) {
			Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
		}
		return secret;
	}

	void renew(ServerCertificate certificate) throws IOException {
		renew(certificate, certificate);
	}

	void renew(ServerCertificate certificate, ServerCertificate key) throws IOException {
		Path version = Files.createTempDirectory(this.directory, "..");
		certificate.writeCertificate(version.resolve("tls.crt"));
		key.writeKey(version.resolve("tls.key"));
		Path link = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), version.getFileName());
		Files.move(link, this.data, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Return the properties with which the service uses it, as docs/container.md gives
	 * them.
	 */
	String[] properties() {
		return new String[] { "server.ssl.bundle=server",
				"spring.ssl.bundle.pem.server.keystore.certificate=" + this.directory.resolve("tls.crt").toUri(),
				"spring.ssl.bundle.pem.server.keystore.private-key=" + this.directory.resolve("tls.key").toUri(),
				"spring.ssl.bundle.pem.server.keystore.verify-keys=true",
				"spring.ssl.bundle.watch.file.quiet-period=100ms" };
	}

}
