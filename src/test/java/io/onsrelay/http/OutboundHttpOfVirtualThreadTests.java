package io.onsrelay.http;

/**
 * The same tests, called by a virtual thread, which makes its call itself.
 */
class OutboundHttpOfVirtualThreadTests extends OutboundHttpFailureTests {

	@Override
	Thread.Builder threads() {
		return Thread.ofVirtual();
	}

}
