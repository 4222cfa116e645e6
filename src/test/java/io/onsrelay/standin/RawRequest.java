package io.onsrelay.standin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Bytes to a port, exactly as they are, and what comes back until the server closes the
 * connection.
 */
public final class RawRequest {

	private static final int PATIENCE_MILLIS = 30_000;

	private RawRequest() {
	}

	/**
	 * Sends bytes, as ISO 8859-1, and returns everything that the server sends.
	 * @param port the port on this machine
	 * @param bytes the bytes as characters
	 * @return what the server sends until it closes the connection
	 */
	public static String send(int port, String bytes) {
		try (Socket socket = open(port)) {
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			return rest(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Opens a connection to a port on this machine.
	 * @param port the port
	 * @return the connection
	 * @throws IOException if the port can't be reached
	 */
	public static Socket open(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(PATIENCE_MILLIS);
		socket.setTcpNoDelay(true);
		return socket;
	}

	/**
	 * Return what a server sends until it closes the connection, in whichever way.
	 * @param socket the connection
	 * @return what was received
	 * @throws IOException if the server keeps the connection open
	 */
	public static String rest(Socket socket) throws IOException {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		InputStream input = socket.getInputStream();
		try {
			input.transferTo(received);
		}
		catch (SocketException ex) {
			// Reset: what was received before counts
		}
		return received.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return the head of a response.
	 * @param socket the connection
	 * @return the head, or what was received of it
	 * @throws IOException if no head arrives
	 */
	public static String head(Socket socket) throws IOException {
		StringBuilder head = new StringBuilder();
		for (int c = socket.getInputStream().read(); c >= 0
				&& head.indexOf("\r\n\r\n") < 0; c = socket.getInputStream().read()) {
			head.append((char) c);
		}
		return head.toString();
	}

	/**
	 * Return the status of a response.
	 * @param response what was received
	 * @return the status; 0 if it is no response
	 */
	public static int status(String response) {
		return response.startsWith("HTTP/1.1 ") ? Integer.parseInt(response.substring(9, 12)) : 0;
	}

}
