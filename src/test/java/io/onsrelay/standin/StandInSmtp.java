package io.onsrelay.standin;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on loopback in front of another one: it adds STARTTLS, which the other
 * has not, and replies to some commands in its place.
 */
public final class StandInSmtp implements Closeable {

	/**
	 * The key of the reply to a new connection.
	 */
	public static final String GREETING = "greeting";

	/**
	 * The key of the reply to a mail's end. The mail goes no further then.
	 */
	public static final String END = ".";

	/**
	 * In place of a reply: the connection is closed.
	 */
	public static final String HANG_UP = "";

	/**
	 * In place of a reply: nothing, while the connection stays open.
	 */
	public static final String SILENCE = "silence";

	private final ServerSocket socket;

	private final int behind;

	private final @Nullable ServerCertificate certificate;

	private final boolean tlsFromTheStart;

	private final Map<String, String> replies = new ConcurrentHashMap<>();

	private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

	private final List<String> accepted = new CopyOnWriteArrayList<>();

	private final List<String> commands = new CopyOnWriteArrayList<>();

	private StandInSmtp(int behind, @Nullable ServerCertificate certificate, boolean tlsFromTheStart) {
		this.tlsFromTheStart = tlsFromTheStart;
		try {
			this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.behind = behind;
		this.certificate = certificate;
		Thread.ofVirtual().name("stand-in-smtp").start(this::accept);
	}

	/**
	 * Starts a server with STARTTLS.
	 * @param behind the port of the server behind it
	 * @param certificate what it shows
	 * @return the server
	 */
	public static StandInSmtp withTls(int behind, ServerCertificate certificate) {
		return new StandInSmtp(behind, certificate, false);
	}

	/**
	 * Starts a server with TLS from the first byte.
	 * @param behind the port of the server behind it
	 * @param certificate what it shows
	 * @return the server
	 */
	public static StandInSmtp withTlsFromTheStart(int behind, ServerCertificate certificate) {
		return new StandInSmtp(behind, certificate, true);
	}

	/**
	 * Starts a server that knows no STARTTLS.
	 * @param behind the port of the server behind it
	 * @return the server
	 */
	public static StandInSmtp plain(int behind) {
		return new StandInSmtp(behind, null, false);
	}

	/**
	 * Replies in place of the server behind.
	 * @param command the beginning of the command, as the client writes it
	 * @param reply the reply, or one of the constants
	 * @return this server
	 */
	public StandInSmtp reply(String command, String reply) {
		this.replies.put(command, reply);
		return this;
	}

	/**
	 * Replies to no command in place of the server behind any more.
	 */
	public void replyNothing() {
		this.replies.clear();
	}

	/**
	 * Return what clients asked for, except for the lines of mails.
	 * @return the commands, in their order
	 */
	public List<String> commands() {
		return this.commands;
	}

	/**
	 * Return for whom the server behind has taken mails.
	 * @return the addresses of the recipients, in the order of the mails
	 */
	public List<String> accepted() {
		return this.accepted;
	}

	/**
	 * Return how many connections were opened.
	 * @return the number
	 */
	public int opened() {
		return this.connections.size();
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket connection = this.socket.accept();
				this.connections.add(connection);
				Thread.ofVirtual().start(() -> serve(connection));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket connection) {
		try (connection; Socket server = new Socket(InetAddress.getLoopbackAddress(), this.behind)) {
			Line plain = new Line(connection);
			Line client = this.tlsFromTheStart ? plain.encrypted(Objects.requireNonNull(this.certificate)) : plain;
			Line upstream = new Line(server);
			String greeting = upstream.reply();
			String own = this.replies.getOrDefault(GREETING, greeting.strip());
			if (own.equals(SILENCE)) {
				client.read();
				return;
			}
			if (own.equals(HANG_UP)) {
				return;
			}
			client.write(own);
			converse(client, upstream, this.tlsFromTheStart);
		}
		catch (IOException ex) {
			// The client closed the connection, as some tests expect
		}
	}

	private void converse(Line client, Line upstream, boolean encrypted) throws IOException {
		List<String> recipients = new ArrayList<>();
		for (String command = client.read(); command != null; command = client.read()) {
			this.commands.add(command);
			Optional<String> own = own(command);
			if (own.isPresent()) {
				if (own.get().equals(SILENCE)) {
					client.read();
				}
				if (own.get().equals(HANG_UP)) {
					return;
				}
				client.write(own.get());
			}
			else if (command.equals("STARTTLS") && this.certificate != null) {
				client.write("220 Go ahead");
				converse(client.encrypted(this.certificate), upstream, true);
				return;
			}
			else if (command.equals("DATA")) {
				if (data(client, upstream)) {
					this.accepted.addAll(recipients);
				}
			}
			else {
				upstream.write(command);
				String reply = upstream.reply();
				if (command.startsWith("RCPT TO:<") && reply.startsWith("250")) {
					recipients.add(command.substring(command.indexOf('<') + 1, command.indexOf('>')));
				}
				boolean offers = command.startsWith("EHLO") && this.certificate != null && !encrypted;
				client.write(offers ? offering(reply.strip()) : reply.strip());
			}
		}
	}

	// The first line of a reply names the server, the others what it can do.
	private static String offering(String reply) {
		return reply.startsWith("250 ") ? "250-" + reply.substring(4) + "\r\n250 STARTTLS"
				: reply.replaceFirst("\r\n", "\r\n250-STARTTLS\r\n");
	}

	private boolean data(Line client, Line upstream) throws IOException {
		String own = this.replies.get(END);
		StringBuilder mail = new StringBuilder();
		client.write("354 Go ahead");
		for (String line = client.read(); line != null && !line.equals("."); line = client.read()) {
			mail.append(line).append("\r\n");
		}
		if (own != null) {
			if (own.equals(HANG_UP)) {
				throw new IOException("Hung up");
			}
			client.write(own);
			return false;
		}
		upstream.write("DATA");
		upstream.reply();
		upstream.write(mail + ".");
		String reply = upstream.reply();
		client.write(reply.strip());
		return reply.startsWith("250");
	}

	private Optional<String> own(String command) {
		return this.replies.entrySet()
			.stream()
			.filter((reply) -> command.startsWith(reply.getKey()))
			.map(Map.Entry::getValue)
			.findFirst();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	/**
	 * One side of a connection.
	 */
	private static final class Line {

		private final Socket socket;

		private final BufferedReader in;

		private final OutputStream out;

		Line(Socket socket) throws IOException {
			this.socket = socket;
			this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			this.out = socket.getOutputStream();
		}

		@Nullable String read() throws IOException {
			return this.in.readLine();
		}

		// Return a reply of one or several lines.
		String reply() throws IOException {
			StringBuilder reply = new StringBuilder();
			for (String line = read(); line != null; line = read()) {
				reply.append(line).append("\r\n");
				if (line.length() < 4 || line.charAt(3) == ' ') {
					break;
				}
			}
			return reply.toString();
		}

		void write(String line) throws IOException {
			this.out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			this.out.flush();
		}

		Line encrypted(ServerCertificate certificate) throws IOException {
			SSLSocket tls = (SSLSocket) certificate.server()
				.getSocketFactory()
				.createSocket(this.socket, null, this.socket.getPort(), true);
			tls.setUseClientMode(false);
			return new Line(tls);
		}

	}

}
