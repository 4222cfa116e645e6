package io.onsrelay.provisioning.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends a run at one of its calls, as a kill does: before the request is sent, or when it
 * has been processed and the response is on its way.
 */
final class Cut extends Error {

	private static final Set<String> NO_CALLS = Set.of("region", "close", "toString", "hashCode", "equals");

	private Cut() {
		super("The process is killed");
	}

	/**
	 * Lets a control plane be called so often.
	 * @param oci the control plane
	 * @param calls how many calls return
	 * @param processed whether the next one is processed
	 */
	static ControlPlane after(ControlPlane oci, int calls, boolean processed) {
		AtomicInteger made = new AtomicInteger();
		return (ControlPlane) Proxy.newProxyInstance(Cut.class.getClassLoader(), new Class<?>[] { ControlPlane.class },
				(_, method, arguments) -> {
					boolean last = !NO_CALLS.contains(method.getName()) && made.getAndIncrement() == calls;
					if (last && !processed) {
						throw new Cut();
					}
					try {
						Object result = method.invoke(oci, arguments);
						if (last) {
							throw new Cut();
						}
						return result;
					}
					catch (InvocationTargetException ex) {
						throw last ? new Cut() : ex.getCause();
					}
				});
	}

}
