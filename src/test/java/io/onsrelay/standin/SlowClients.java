package io.onsrelay.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Clients without credentials that keep connections busy: each sends half a request, then
 * a byte now and then, and connects again when it is cut off. They come from many
 * addresses of the loopback network, since one has too few ports.
 */
public final class SlowClients implements AutoCloseable {

	private static final int CLIENTS_PER_ADDRESS = 5000;

	private static final long PAUSE_MILLIS = 500;

	private final InetSocketAddress server;

	private final byte[] beginning;

	private final byte[] more;

	private final @Nullable SocketChannel[] clients;

	private final AtomicInteger cutOff = new AtomicInteger();

	private final Future<?> beat;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	/**
	 * Connects the clients.
	 * @param port the port on this machine
	 * @param count the number of clients
	 * @param beginning what each sends first
	 * @param more what each sends now and then; nothing if it is empty
	 */
	public SlowClients(int port, int count, String beginning, String more) {
		this(port, count, beginning.getBytes(StandardCharsets.ISO_8859_1), more.getBytes(StandardCharsets.ISO_8859_1));
	}

	private SlowClients(int port, int count, byte[] beginning, byte[] more) {
		this.server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
		this.beginning = beginning;
		this.more = more;
		this.clients = new SocketChannel[count];
		IntStream.range(0, count).forEach(this::connect);
		this.beat = this.clock.scheduleWithFixedDelay(() -> IntStream.range(0, count).forEach(this::goOn), PAUSE_MILLIS,
				PAUSE_MILLIS, TimeUnit.MILLISECONDS);
	}

	/**
	 * Return how many times a client was cut off.
	 * @return the number
	 */
	public int cutOff() {
		return this.cutOff.get();
	}

	@Override
	public void close() {
		this.beat.cancel(true);
		this.clock.close();
		for (SocketChannel client : this.clients) {
			close(client);
		}
	}

	private void goOn(int client) {
		SocketChannel channel = this.clients[client];
		if (channel == null || isCutOff(channel)) {
			close(channel);
			this.cutOff.incrementAndGet();
			connect(client);
		}
	}

	private boolean isCutOff(SocketChannel channel) {
		try {
			ByteBuffer received = ByteBuffer.allocate(1024);
			int read = channel.read(received);
			channel.write(ByteBuffer.wrap(this.more));
			return read < 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private void connect(int client) {
		try {
			SocketChannel channel = SocketChannel.open();
			this.clients[client] = channel;
			channel
				.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (1 + client / CLIENTS_PER_ADDRESS)), 0));
			channel.connect(this.server);
			channel.configureBlocking(false);
			channel.write(ByteBuffer.wrap(this.beginning));
		}
		catch (IOException ex) {
			close(this.clients[client]);
			this.clients[client] = null;
		}
	}

	private static void close(@Nullable SocketChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			// It is of no more use anyway
		}
	}

}
