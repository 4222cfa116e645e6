package io.onsrelay.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of this machine for servers that have to know theirs before they start.
 */
public final class FreePort {

	/**
	 * Connections are given ports above it on the usual systems, and could take one
	 * between the moment it is found free and the moment the server listens.
	 */
	private static final int END = 32_768;

	private static final int BEGIN = 15_000;

	private static final Random RANDOM = new Random();

	/**
	 * A server may listen at its port long after that was found free.
	 */
	private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

	private FreePort() {
	}

	/**
	 * Return a port at which no process listens, and that has not been returned before.
	 */
	public static int any() {
		int port = RANDOM.nextInt(BEGIN, END);
		return (isFree(port) && GIVEN.add(port)) ? port : any();
	}

	/**
	 * Return a port at which no process listens.
	 * @param preferred the one to return where it is free
	 */
	public static int preferably(int preferred) {
		return isFree(preferred) ? preferred : any();
	}

	private static boolean isFree(int port) {
		try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
