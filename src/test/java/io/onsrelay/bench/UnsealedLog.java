package io.onsrelay.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * The audit log without its tree, which no configuration of the service makes: the class
 * of the packaged jar, whose method that makes records leaves returns at once, in a jar
 * of its own that is put before the others for the benchmark alone.
 */
final class UnsealedLog {

	private static final String TYPE = "io/onsrelay/audit/AuditLog.class";

	private static final String METHOD = "seal";

	private UnsealedLog() {
	}

	/**
	 * Packs it.
	 * @param jar the packaged jar
	 * @param directory where to
	 * @return the jar
	 */
	static Path pack(Path jar, Path directory) {
		Path packed = directory.resolve("unsealed-log.jar");
		try (OutputStream out = Files.newOutputStream(packed); JarOutputStream entries = new JarOutputStream(out)) {
			entries.putNextEntry(new JarEntry(TYPE));
			entries.write(withoutTree(type(jar)));
			entries.closeEntry();
			return packed;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] type(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.getInputStream(file.getEntry("BOOT-INF/classes/" + TYPE)).readAllBytes();
		}
	}

	private static byte[] withoutTree(byte[] type) {
		ClassFile format = ClassFile.of();
		ClassModel model = format.parse(type);
		if (model.methods().stream().filter(UnsealedLog::isSealing).count() != 1) {
			throw new IllegalStateException("%s has not one method %s any more".formatted(TYPE, METHOD));
		}
		return format.transformClass(model, (builder, element) -> {
			if (element instanceof MethodModel method && isSealing(method)) {
				builder.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(),
						CodeBuilder::return_);
			}
			else {
				builder.with(element);
			}
		});
	}

	private static boolean isSealing(MethodModel method) {
		return method.methodName().equalsString(METHOD);
	}

}
