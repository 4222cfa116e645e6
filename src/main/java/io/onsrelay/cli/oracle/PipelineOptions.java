package io.onsrelay.cli.oracle;

import picocli.CommandLine.Option;

import io.onsrelay.provisioning.pipeline.Pipeline;

/**
 * The options that name a pipeline.
 */
final class PipelineOptions {

	@Option(names = "--compartment", required = true, paramLabel = "OCID",
			description = "The compartment of topic, subscription and rules.")
	private String compartment = "";

	@Option(names = "--topic", required = true, paramLabel = "NAME",
			description = "The name of the topic, and of the pipeline: the tag ons-relay has it.")
	private String topic = "";

	/**
	 * Checks the values.
	 * @return these options
	 * @throws IllegalArgumentException if one is wrong
	 */
	PipelineOptions checked() {
		Pipeline.checkCompartment(this.compartment);
		Pipeline.checkName(this.topic);
		return this;
	}

	String compartment() {
		return this.compartment;
	}

	String topic() {
		return this.topic;
	}

}
