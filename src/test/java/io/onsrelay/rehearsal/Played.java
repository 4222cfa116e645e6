package io.onsrelay.rehearsal;

import io.onsrelay.standin.OnsDelivery;

/**
 * A scene and its result.
 *
 * @param scene the scene
 * @param delivery what the relay answered
 * @param arrived what arrived while it was played
 */
record Played(Scene scene, OnsDelivery delivery, Tally arrived) {

	boolean asExpected() {
		return answeredAsExpected() && this.arrived.equals(this.scene.expected());
	}

	boolean answeredAsExpected() {
		return this.delivery.acknowledged() && this.delivery.last().body().contains("\"" + this.scene.answer() + "\"");
	}

}
