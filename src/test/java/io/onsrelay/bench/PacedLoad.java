package io.onsrelay.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.onsrelay.bench.HttpMessages.HttpMessage;

/**
 * Posts messages at a steady rate, whether or not earlier ones are answered. The time of
 * an acknowledgement counts from the moment the message was to be sent, so a service that
 * stands still for a while is charged with every message of that while.
 */
final class PacedLoad {

	private final BenchMessage message;

	private final int port;

	private final String path;

	private final int connections;

	PacedLoad(int port, String path, int connections) {
		this(BenchMessage.read(), port, path, connections);
	}

	PacedLoad(BenchMessage message, int port, String path, int connections) {
		this.message = message;
		this.port = port;
		this.path = path;
		this.connections = connections;
	}

	/**
	 * Posts messages and waits for the last answer.
	 * @param first the number of the first one
	 * @param count how many
	 * @param rate how many a second; 0 for as many as are answered
	 * @return when each was sent and acknowledged
	 */
	Sent send(long first, int count, double rate) {
		Sent sent = new Sent(first, count);
		AtomicInteger next = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(this.connections);
		long start = System.nanoTime() + 10_000_000;
		long interval = (rate > 0) ? (long) (1e9 / rate) : 0;
		for (int i = 0; i < this.connections; i++) {
			Thread.ofPlatform().daemon().start(() -> {
				post(sent, next, start, interval);
				done.countDown();
			});
		}
		try {
			done.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return sent;
	}

	private void post(Sent sent, AtomicInteger next, long start, long interval) {
		int index = next.getAndIncrement();
		while (index < sent.planned()) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				socket.setTcpNoDelay(true);
				HttpMessages answers = new HttpMessages(socket.getInputStream());
				boolean last = false;
				while (!last && index < sent.planned()) {
					byte[] request = this.message.request(this.path, sent.number(index));
					sent.due(index, (interval > 0) ? await(start + index * interval) : System.nanoTime());
					socket.getOutputStream().write(request);
					HttpMessage answer = answers.next();
					sent.answered(index, answer.status());
					last = answer.last();
					index = next.getAndIncrement();
				}
			}
			catch (IOException ex) {
				sent.answered(index, 0);
				index = next.getAndIncrement();
			}
		}
	}

	private static long await(long due) {
		long left = due - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = due - System.nanoTime();
		}
		return due;
	}

}
