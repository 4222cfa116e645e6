package io.onsrelay.ingest.connection;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * How many connections the process bears.
 */
public final class ConnectionLimit {

	/**
	 * What connections may take of the heap.
	 */
	private static final int SHARE_OF_HEAP = 3;

	/**
	 * What a connection takes of the heap while half a head has arrived: its buffers and
	 * what Tomcat keeps beside them, measured.
	 */
	private static final int PLAIN_BYTES = 40 * 1024;

	/**
	 * The same with TLS, of which most are the buffers for a record in each direction.
	 */
	private static final int TLS_BYTES = 120 * 1024;

	private static final int MIN = 64;

	/**
	 * Tomcat's default.
	 */
	private static final int MAX = 8192;

	private ConnectionLimit() {
	}

	/**
	 * Return the limit of this process: a third of its heap, and half of its file
	 * descriptors.
	 * @param tls whether the connections use TLS
	 * @return the greatest number of connections; from 64 to 8192
	 */
	public static int ofProcess(boolean tls) {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		long descriptors = (system instanceof UnixOperatingSystemMXBean unix) ? unix.getMaxFileDescriptorCount()
				: Long.MAX_VALUE;
		return of(Runtime.getRuntime().maxMemory(), descriptors, tls);
	}

	static int of(long heap, long descriptors, boolean tls) {
		long bearable = heap / SHARE_OF_HEAP / (tls ? TLS_BYTES : PLAIN_BYTES);
		return Math.clamp(Math.min(bearable, descriptors / 2), MIN, MAX);
	}

}
