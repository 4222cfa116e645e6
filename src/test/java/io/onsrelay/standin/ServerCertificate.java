package io.onsrelay.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for {@code localhost}, made by the JDK's keytool.
 */
public final class ServerCertificate {

	/** The password of the key store and of the key in it. */
	public static final String PASSWORD = "password";

	private static final String ALIAS = "localhost";

	private final Path keystore;

	private final KeyStore keys;

	private ServerCertificate(Path keystore) {
		this.keystore = keystore;
		this.keys = load(keystore);
	}

	/**
	 * Makes a new key and certificate.
	 * @param keystore the PKCS12 file to be written
	 * @return the certificate
	 */
	public static ServerCertificate create(Path keystore) {
		try {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
					"san=dns:localhost", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore",
					keystore.toString())
				.inheritIO()
				.start();
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool has failed");
			}
			return new ServerCertificate(keystore);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the PKCS12 file.
	 * @return its path
	 */
	public Path keystore() {
		return this.keystore;
	}

	/**
	 * Writes the certificate as PEM.
	 * @param file the file to be written
	 * @throws IOException if it can't be written
	 */
	public void writeCertificate(Path file) throws IOException {
		try {
			Files.writeString(file, pem("CERTIFICATE", x509().getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes the private key as PEM.
	 * @param file the file to be written
	 * @throws IOException if it can't be written
	 */
	public void writeKey(Path file) throws IOException {
		try {
			Files.writeString(file, pem("PRIVATE KEY", this.keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the certificate itself.
	 * @return the certificate
	 */
	public X509Certificate x509() {
		try {
			return (X509Certificate) this.keys.getCertificate(ALIAS);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what a server needs that shows this certificate.
	 * @return the context
	 */
	public SSLContext server() {
		try {
			KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keyManagers.init(this.keys, PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what a client needs that trusts only some certificates.
	 * @param certificates whom it trusts
	 * @return the context
	 */
	public static SSLContext trusting(List<ServerCertificate> certificates) {
		try {
			KeyStore trusted = trustStore(certificates);
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what a client trusts that trusts this certificate only.
	 * @return the key store
	 */
	public KeyStore trustStore() {
		try {
			return trustStore(List.of(this));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore trustStore(List<ServerCertificate> certificates)
			throws IOException, GeneralSecurityException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		for (ServerCertificate certificate : certificates) {
			trusted.setCertificateEntry(certificate.keystore.toString(), certificate.x509());
		}
		return trusted;
	}

	private static KeyStore load(Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD.toCharArray());
			return keys;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String label, byte[] content) {
		return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label,
				Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content), label);
	}

}
