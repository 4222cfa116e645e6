package io.onsrelay.audit.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The tree against the inputs and roots that implementations of certificate transparency
 * share, and against the recursive definition of RFC 6962.
 */
class TreeTests {

	private static final List<String> INPUTS = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
			"606162636465666768696a6b6c6d6e6f");

	private final TreeHasher hasher = new TreeHasher();

	@ParameterizedTest
	@CsvSource({ "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
			"1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
			"2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
			"3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
			"4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
			"5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
			"6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
			"7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
			"8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" })
	void rootIsThatOfCertificateTransparency(int size, String root) {
		Frontier frontier = new Frontier(this.hasher);
		INPUTS.subList(0, size).forEach((input) -> frontier.append(this.hasher.leaf(HexFormat.of().parseHex(input))));
		assertThat(frontier.root()).hasToString(root);
		assertThat(frontier.head()).isEqualTo(new TreeHead(size, TreeHash.of(HexFormat.of().parseHex(root))));
	}

	@Test
	void rootIsThatOfTheRecursiveDefinitionForEachSize() {
		Frontier frontier = new Frontier(this.hasher);
		List<TreeHash> leaves = leaves(130);
		for (int size = 0; size < leaves.size(); size++) {
			assertThat(frontier.root()).isEqualTo(root(leaves.subList(0, size)));
			assertThat(Frontier.of(this.hasher, size, frontier.bytes()).root()).isEqualTo(frontier.root());
			assertThat(frontier.append(leaves.get(size))).isEqualTo(size);
		}
	}

	@Test
	void frontierOfOtherSizeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Frontier.of(this.hasher, 3, new byte[32]))
			.withMessageContaining("A tree of 3 leaves has 2 complete subtrees");
	}

	@Test
	void proofOfEachLeafLeadsToTheRoot() {
		List<TreeHash> leaves = leaves(70);
		for (int size = 1; size <= leaves.size(); size++) {
			TreeHash root = root(leaves.subList(0, size));
			for (int index = 0; index < size; index++) {
				InclusionProof proof = proof(leaves, index, size, 0);
				assertThat(proof.root(leaves.get(index), this.hasher)).isEqualTo(root);
				assertThat(proof.path()).isEqualTo(path(index, leaves.subList(0, size)));
			}
		}
	}

	@Test
	void proofIsTheSameWhereEarlierLeavesAreGone() {
		List<TreeHash> leaves = leaves(45);
		for (int cut = 0; cut < 45; cut++) {
			for (int index = cut; index < 45; index++) {
				assertThat(proof(leaves, index, 45, cut)).isEqualTo(proof(leaves, index, 45, 0));
			}
		}
	}

	@Test
	void proofOfAnotherLeafLeadsElsewhere() {
		List<TreeHash> leaves = leaves(21);
		TreeHash root = root(leaves);
		InclusionProof proof = proof(leaves, 7, 21, 0);
		assertThat(proof.root(leaves.get(8), this.hasher)).isNotEqualTo(root);
		assertThat(new InclusionProof(8, 21, proof.path()).root(leaves.get(7), this.hasher)).isNotEqualTo(root);
		List<TreeHash> longer = Stream.concat(proof.path().stream(), Stream.of(root)).toList();
		List<TreeHash> shorter = proof.path().subList(0, proof.path().size() - 1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InclusionProof(7, 21, longer).root(leaves.get(7), this.hasher));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InclusionProof(7, 21, shorter).root(leaves.get(7), this.hasher));
		assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(21, 21, List.of()));
	}

	@Test
	void proofNeedsEachLeafThatIsLeft() {
		Frontier none = new Frontier(this.hasher);
		ProofBuilder builder = new ProofBuilder(0, 2, none, this.hasher);
		assertThatIllegalStateException().isThrownBy(builder::build);
		assertThatIllegalArgumentException().isThrownBy(() -> new ProofBuilder(2, 2, none, this.hasher));
	}

	private InclusionProof proof(List<TreeHash> leaves, int index, int size, int cut) {
		Frontier before = new Frontier(this.hasher);
		leaves.subList(0, cut).forEach(before::append);
		ProofBuilder builder = new ProofBuilder(index, size, before, this.hasher);
		leaves.subList(cut, leaves.size()).forEach(builder::append);
		return builder.build();
	}

	private List<TreeHash> leaves(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.hasher.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
			.toList();
	}

	private TreeHash root(List<TreeHash> leaves) {
		if (leaves.isEmpty()) {
			return this.hasher.empty();
		}
		if (leaves.size() == 1) {
			return leaves.getFirst();
		}
		int middle = Integer.highestOneBit(leaves.size() - 1);
		return this.hasher.node(root(leaves.subList(0, middle)), root(leaves.subList(middle, leaves.size())));
	}

	private List<TreeHash> path(int index, List<TreeHash> leaves) {
		if (leaves.size() == 1) {
			return List.of();
		}
		int middle = Integer.highestOneBit(leaves.size() - 1);
		List<TreeHash> left = leaves.subList(0, middle);
		List<TreeHash> right = leaves.subList(middle, leaves.size());
		List<TreeHash> path = new ArrayList<>((index < middle) ? path(index, left) : path(index - middle, right));
		path.add(root((index < middle) ? right : left));
		return path;
	}

}
