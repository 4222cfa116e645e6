package io.onsrelay.provisioning;

/**
 * The calls of Oracle's API, with what a user must be allowed for them. See
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/notificationpolicyreference.htm
 * and
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/cloudeventspolicyreference.htm.
 */
enum SdkCall {

	LIST_TOPICS("list the topics", "inspect ons-topics"),

	GET_TOPIC("read the topic", "read ons-topics"),

	CREATE_TOPIC("create the topic", "manage ons-topics"),

	DELETE_TOPIC("delete the topic", "manage ons-topics"),

	LIST_SUBSCRIPTIONS("list the subscriptions", "inspect ons-subscriptions"),

	GET_SUBSCRIPTION("read the subscription", "use ons-topics"),

	CREATE_SUBSCRIPTION("create the subscription", "use ons-topics"),

	UPDATE_SUBSCRIPTION("set the retry duration of the subscription", "use ons-topics"),

	RESEND_CONFIRMATION("resend the confirmation of the subscription", "use ons-topics"),

	DELETE_SUBSCRIPTION("delete the subscription", "use ons-topics"),

	LIST_RULES("list the rules", "inspect cloudevents-rules"),

	GET_RULE("read the rule", "read cloudevents-rules"),

	CREATE_RULE("create the rule", "manage cloudevents-rules"),

	UPDATE_RULE("change the rule", "manage cloudevents-rules"),

	DELETE_RULE("delete the rule", "manage cloudevents-rules");

	private final String words;

	private final String permission;

	SdkCall(String words, String permission) {
		this.words = words;
		this.permission = permission;
	}

	/**
	 * Return what the call does, to follow "can't".
	 */
	String words() {
		return this.words;
	}

	/**
	 * Return the policy statement that allows the call.
	 * @param compartmentId the OCID of a compartment; empty if it is not known
	 * @return the statement, for a group that the user has to name
	 */
	String statement(String compartmentId) {
		return "Allow group <group> to %s in compartment %s".formatted(this.permission,
				compartmentId.isEmpty() ? "<compartment>" : "id " + compartmentId);
	}

	boolean needsActions() {
		return this == CREATE_RULE || this == UPDATE_RULE;
	}

}
