package io.onsrelay.bench;

import java.util.List;

/**
 * Where the services that are measured keep what they are given, each in a store of its
 * own unless several are given the same name.
 */
interface Stores extends AutoCloseable {

	/**
	 * Return the address of a store, which is made where it is not there yet.
	 * @param name the name of the store
	 */
	String url(String name);

	/**
	 * Return the expression for a key that no message has.
	 */
	String freshKey();

	/**
	 * Return the expression for a body as the message with the number {@code n} has it.
	 * @param body the column with the body of the first message
	 * @param number the expression for the ten digits of the number
	 */
	String body(String body, String number);

	/**
	 * Return what makes many rows quickly written, before they are.
	 */
	List<String> hurry();

	/**
	 * Return what is to be done once they are written.
	 */
	List<String> settle();

	@Override
	void close();

}
