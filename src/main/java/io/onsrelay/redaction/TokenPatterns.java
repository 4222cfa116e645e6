package io.onsrelay.redaction;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.onsrelay.redaction.SecretPattern.Clue;

/**
 * The patterns of secrets that are recognized by their own form, wherever they stand: the
 * kinds that secret scanners report with high confidence, such as those of
 * https://github.com/gitleaks/gitleaks and
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns.
 * <p>
 * Each takes time in proportion to the text: a token begins only where a word begins, and
 * ends before the next one can begin. Letter case counts.
 */
final class TokenPatterns {

	/** The start of a word, also after an escape in a URL or in JSON. */
	private static final String START = "(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[nrt]))";

	private static final String END = "(?![A-Za-z0-9])";

	/** Of JWTs and tokens. */
	private static final String WORD = "[A-Za-z0-9_-]";

	/** Plain, and as JSON and URLs escape it. */
	private static final String SLASH = "(?:\\\\?/|%2F|%2f)";

	/**
	 * To its end, or that of the text if it is cut off. The header is kept.
	 */
	private static final Pattern PRIVATE_KEY = Pattern.compile(
			"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:[^-]|-(?!----))++)", Pattern.DOTALL);

	private static final Pattern JWT = pattern(
			"eyJ" + WORD + "{8,}+(?:\\." + WORD + "{8,}+){2}(?:\\." + WORD + "{8,}+){0,2}");

	/** The part of a webhook's URL that authorizes. */
	private static final Pattern WEBHOOK = Pattern
		.compile("(?:hooks\\.slack(?:-gov)?\\.com" + SLASH + "(?:services|workflows|triggers)|discord(?:app)?\\.com"
				+ SLASH + "api" + SLASH + "webhooks|webhook\\.office\\.com" + SLASH + "webhookb2)" + SLASH
				+ "(?<secret>(?:[A-Za-z0-9_@-]|" + SLASH + "){20,}+)");

	/** Of shared access signatures, which also authorize Azure's workflows. */
	private static final Pattern SIGNATURE = Pattern
		.compile("(?<![A-Za-z0-9])sig(?:=|%3D|\\\\u003d)(?<secret>[A-Za-z0-9%+/_-]{40,}+)");

	private static final Pattern WITH_UNDERSCORE = pattern("gh[pousr]_[A-Za-z0-9]{36,}+",
			"github_pat_[A-Za-z0-9_]{60,}+", "npm_[A-Za-z0-9]{36}" + END, "[sr]k_(?:live|test)_[A-Za-z0-9]{16,}+",
			"whsec_[A-Za-z0-9]{32,}+", "do[opr]_v1_[a-f0-9]{64}" + END, "dckr_pat_" + WORD + "{27,}+",
			"glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}" + END, "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}" + END,
			"hf_[A-Za-z]{34}" + END);

	private static final Pattern WITH_DASH = pattern("xox[abeoprs]-[A-Za-z0-9-]{10,}+", "xapp-[0-9]-[A-Za-z0-9-]{20,}+",
			"gl(?:pat|ptt|dt|rt|cbt|ft|imt|soat|agent)-" + WORD + "{20,}+", "pypi-AgE" + WORD + "{50,}+",
			"sk-ant-" + WORD + "{20,}+", "sk-" + WORD + "{20,100}T3BlbkFJ" + WORD + "{20,}+", "GOCSPX-" + WORD + "{28}",
			"AGE-SECRET-KEY-1[A-Z0-9]{58}" + END, "xkeysib-[a-f0-9]{64}" + WORD + "*+", "NRAK-[A-Z0-9]{27}" + END);

	private static final Pattern OTHERS = pattern("A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}" + END,
			"AIza" + WORD + "{35}" + END, "LTAI[A-Za-z0-9]{16,20}" + END, "ya29\\." + WORD + "{20,}+",
			"SG\\." + WORD + "{22}\\." + WORD + "{43}" + END, "hv[sbr]\\." + WORD + "{24,}+",
			"(?<!%)[0-9]{8,10}:AA" + WORD + "{33}" + END);

	/**
	 * First those whose beginning other patterns would hide, so that the rest would stay.
	 */
	static final List<SecretPattern> FIRST = List.of(SecretPattern.of(PRIVATE_KEY, Clue.of("PRIVATE KEY")));

	static final List<SecretPattern> ALL = List.of(SecretPattern.of(JWT, Clue.of("."), Clue.of("eyJ")),
			SecretPattern.of(WEBHOOK, Clue.of("hooks.slack", "webhooks", "webhookb2")),
			SecretPattern.of(SIGNATURE, Clue.of("sig=", "sig%3D", "sig\\u003d")),
			SecretPattern.of(WITH_UNDERSCORE, Clue.of("_"),
					Clue.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "_pat_", "npm_", "k_live_", "k_test_", "whsec_",
							"_v1_", "glsa_", "shpat_", "shpca_", "shppa_", "shpss_", "hf_")),
			SecretPattern.of(WITH_DASH, Clue.of("-"),
					Clue.of("xox", "xapp-", "glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "glft-", "glimt-",
							"glsoat-", "glagent-", "pypi-", "sk-", "GOCSPX-", "AGE-SECRET", "xkeysib-", "NRAK-")),
			SecretPattern.of(OTHERS, Clue.of("AKIA", "ASIA", "ABIA", "ACCA", "AIza", "LTAI", "ya29.", "SG.", "hvs.",
					"hvb.", "hvr.", ":AA")));

	private TokenPatterns() {
	}

	private static Pattern pattern(String... tokens) {
		return Pattern.compile(START + Stream.of(tokens).collect(Collectors.joining("|", "(?<secret>", ")")));
	}

}
