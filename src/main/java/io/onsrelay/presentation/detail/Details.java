package io.onsrelay.presentation.detail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.onsrelay.presentation.vocabulary.FieldName;

/**
 * Flattens JSON to details: a field of a nested object is named after both,
 * {@code Shape config OCPUs}. The dates by which a person must act come first, ids and
 * headers of the call, such as {@code X-Real-Port}, last, whatever their place; the
 * others keep their order. Of what is too much, the number is told.
 */
public final class Details {

	/**
	 * How many details are shown.
	 */
	private static final int MAX_SHOWN = 20;

	/**
	 * How many are read to find the dates among them.
	 */
	private static final int MAX_READ = 200;

	private static final int MAX_DEPTH = 3;

	private static final int MAX_ELEMENTS = 20;

	/**
	 * A longer text stands below its label.
	 */
	private static final int SHORT_CHARS = 150;

	private static final String OCID = "ocid1.";

	/** How the labels of {@code X-Real-Port} and its like begin. */
	private static final String HEADER = "X ";

	private final List<Detail> found = new ArrayList<>();

	private int unread;

	private Details() {
	}

	/**
	 * Reads the fields of an object.
	 * @param json the object, without secrets; any other JSON has no fields
	 * @param without the names of values that are left out
	 * @return the details, the most important first
	 */
	public static List<Detail> of(JsonNode json, Set<String> without) {
		Details details = read(json, without);
		return details.bounded(details.found.stream()
			.sorted(Comparator.comparingInt(Details::rank))
			.limit(MAX_SHOWN)
			.collect(Collectors.toList()));
	}

	/**
	 * Compares the states of a resource before and after a call.
	 * @param previous the fields before; none where the resource is new
	 * @param current the fields after; none where it is gone
	 * @return what has changed, such as {@code RUNNING → STOPPED}; of a new resource its
	 * fields, of one that is gone what they were
	 */
	public static List<Detail> changes(JsonNode previous, JsonNode current) {
		Details before = read(previous, Set.of());
		Details after = read(current, Set.of());
		if (after.found.isEmpty()) {
			return before.found.stream().limit(MAX_SHOWN).map((was) -> change(was.label(), was.value(), "")).toList();
		}
		Details changes = new Details();
		changes.unread = after.unread;
		for (Detail is : after.found) {
			String was = before.value(is.label());
			if (was.isEmpty()) {
				changes.found.add(is);
			}
			else if (!was.equals(is.value())) {
				changes.found.add(change(is.label(), was, is.value()));
			}
		}
		before.found.stream()
			.filter((was) -> after.value(was.label()).isEmpty())
			.forEach((was) -> changes.found.add(change(was.label(), was.value(), "")));
		return changes.bounded(changes.found.stream().limit(MAX_SHOWN).collect(Collectors.toList()));
	}

	private static Details read(JsonNode json, Set<String> without) {
		Details details = new Details();
		json.properties()
			.stream()
			.filter((field) -> !(field.getValue().isValueNode() && without.contains(field.getKey())))
			.forEach((field) -> details.add(FieldName.of(field.getKey()), field.getValue(), 1));
		return details;
	}

	private static int rank(Detail detail) {
		boolean technical = detail.value().startsWith(OCID) || detail.label().startsWith(HEADER);
		return detail.actBy() ? 0 : technical ? 2 : 1;
	}

	private static Detail change(String label, String was, String is) {
		return detail(label, was + " → " + (is.isEmpty() ? "none" : is));
	}

	private static Detail detail(String label, String value) {
		boolean prose = value.length() > SHORT_CHARS || value.indexOf('\n') >= 0;
		return new Detail(label, value, prose ? Detail.ValueKind.PROSE : Detail.ValueKind.SHORT, false);
	}

	private List<Detail> bounded(List<Detail> shown) {
		int rest = this.found.size() - shown.size() + this.unread;
		if (rest > 0) {
			shown.add(new Detail("Not shown", (rest == 1) ? "1 more field" : rest + " more fields",
					Detail.ValueKind.SHORT, false));
		}
		return shown;
	}

	private String value(String label) {
		return this.found.stream()
			.filter((detail) -> detail.label().equals(label))
			.map(Detail::value)
			.findFirst()
			.orElse("");
	}

	private void add(FieldName name, JsonNode value, int depth) {
		if (this.found.size() >= MAX_READ) {
			this.unread += isAbsent(value) ? 0 : 1;
		}
		else if (value.isValueNode()) {
			addValue(name, value);
		}
		else if (depth > MAX_DEPTH) {
			addText(name, value.isEmpty() ? "" : value.toString());
		}
		else if (value.isObject()) {
			value.properties()
				.forEach((field) -> add(name.with(FieldName.of(field.getKey())), field.getValue(), depth + 1));
		}
		else if (value.valueStream().allMatch(JsonNode::isValueNode)) {
			addText(name, list(value));
		}
		else {
			addElements(name, value, depth);
		}
	}

	private void addElements(FieldName name, JsonNode array, int depth) {
		for (int i = 0; i < array.size(); i++) {
			add((array.size() == 1) ? name : name.with(FieldName.numbered(i + 1)), array.get(i), depth + 1);
		}
	}

	private void addValue(FieldName name, JsonNode value) {
		String text = value.asText().strip();
		if (isAbsent(value)) {
			return;
		}
		FieldTime time = FieldTime.of(name, text);
		if (time.isKnown()) {
			this.found.add(new Detail(name.label(), time.text(), time.kind(), name.saysDeadline()));
		}
		else {
			addText(name, text);
		}
	}

	private void addText(FieldName name, String text) {
		if (!text.isEmpty()) {
			this.found.add(detail(name.label(), text));
		}
	}

	private static String list(JsonNode array) {
		String shown = array.valueStream()
			.filter((element) -> !isAbsent(element))
			.limit(MAX_ELEMENTS)
			.map((element) -> element.asText().strip())
			.collect(Collectors.joining(", "));
		return (array.size() > MAX_ELEMENTS) ? shown + " and " + (array.size() - MAX_ELEMENTS) + " more" : shown;
	}

	private static boolean isAbsent(JsonNode value) {
		return value.isValueNode() ? JsonText.of(value) == null : value.isEmpty();
	}

}
