// What the pages do beyond plain HTML: relative and local times, copying, and parts that keep themselves up to date. Each page works without it.
(function () {
	"use strict";

	const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
	const words = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });
	const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

	function relative(at) {
		const seconds = Math.round((at - Date.now()) / 1000);
		const [unit, size] = UNITS.find((each) => Math.abs(seconds) >= each[1]) || UNITS[3];
		return words.format(Math.trunc(seconds / size), unit);
	}

	function times(root) {
		root.querySelectorAll("time[datetime]").forEach((element) => {
			const at = Date.parse(element.dateTime);
			if (Number.isNaN(at)) {
				return;
			}
			element.title = local.format(at) + " in your time zone\n" + element.dateTime;
			const beside = element.nextElementSibling;
			if (beside && beside.hasAttribute("data-relative")) {
				beside.textContent = relative(at);
			}
		});
	}

	function copying(root) {
		root.querySelectorAll("button[data-copy][hidden]").forEach((button) => {
			button.hidden = !(navigator.clipboard && window.isSecureContext);
		});
	}

	function zones() {
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		document.querySelectorAll("select[data-zones]").forEach((select) => {
			const known = Array.from(select.options).some((option) => option.value === zone);
			if (zone && !known) {
				select.add(new Option(zone + " (yours)", zone));
			}
			select.addEventListener("change", () => select.form.requestSubmit());
			select.form.querySelector("button").hidden = true;
		});
	}

	function enhance(root) {
		times(root);
		copying(root);
	}

	document.addEventListener("click", (event) => {
		const button = event.target.closest("button[data-copy]");
		if (button) {
			navigator.clipboard.writeText(button.dataset.copy).then(() => {
				const label = button.textContent;
				button.textContent = "Copied";
				setTimeout(() => { button.textContent = label; }, 1500);
			});
		}
	});

	document.addEventListener("keydown", (event) => {
		const search = document.getElementById("search");
		if (event.key === "/" && search && !event.target.closest("input, textarea, select") && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			search.focus();
		}
	});

	// Live parts: each asks for its fragment while the tab is seen, says which state it has, and is replaced only by another one.
	const LIVE = "[data-live]";
	const PERIOD = 5000;

	function stale(part, is) {
		const hint = part.parentElement.querySelector("[data-stale]");
		if (hint) {
			hint.hidden = !is;
		}
	}

	document.addEventListener("htmx:configRequest", (event) => {
		const part = event.target.closest(LIVE);
		if (part && part.dataset.etag) {
			event.detail.headers["If-None-Match"] = part.dataset.etag;
		}
	});

	document.addEventListener("htmx:beforeSwap", (event) => {
		const part = event.detail.target.closest(LIVE);
		if (!part) {
			return;
		}
		const xhr = event.detail.xhr;
		stale(part, xhr.status >= 400);
		event.detail.shouldSwap = xhr.status === 200 && !part.contains(document.activeElement);
		if (event.detail.shouldSwap) {
			part.dataset.etag = xhr.getResponseHeader("ETag") || "";
		}
	});

	document.addEventListener("htmx:sendError", (event) => {
		const part = event.target.closest(LIVE);
		if (part) {
			stale(part, true);
		}
	});

	document.addEventListener("htmx:afterSettle", (event) => enhance(event.target));

	function tick() {
		if (document.visibilityState === "visible" && window.htmx) {
			document.querySelectorAll(LIVE).forEach((part) => window.htmx.trigger(part, "live"));
		}
	}

	document.addEventListener("DOMContentLoaded", () => {
		enhance(document);
		zones();
		setInterval(tick, PERIOD);
		setInterval(() => times(document), 10000);
		document.addEventListener("visibilitychange", tick);
	});
})();
