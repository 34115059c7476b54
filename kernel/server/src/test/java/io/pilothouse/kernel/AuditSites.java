package io.pilothouse.kernel;

import io.pilothouse.kernel.model.AuditEvent;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The places of the compiled kernel that make an event.
 *
 * @param place the class and its method, such as {@code command.member.KickMemberHandler.kicked}
 * @param source the file of the class, from the kernel's package on
 * @param actions the texts that are given there as the action; none when the action is not written at that place
 */
record AuditSites(String place, String source, Set<String> actions) {
    private static final String ROOT = "io/pilothouse/kernel/";
    private static final String EVENT = ROOT + "model/AuditEvent";

    /** All of them. */
    static List<AuditSites> all() throws IOException, URISyntaxException {
        Path classes = Path.of(AuditEvent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<AuditSites> sites = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve(ROOT))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).sorted().toList()) {
                ClassModel type = ClassFile.of().parse(file);
                if (!type.thisClass().asInternalName().equals(EVENT)) {
                    type.methods().forEach(method -> method.code().ifPresent(code -> read(type, method, code, sites)));
                }
            }
        }
        return sites;
    }

    private static void read(ClassModel type, MethodModel method, CodeModel code, List<AuditSites> sites) {
        List<CodeElement> elements = code.elementList().stream()
                .filter(one -> !(one instanceof PseudoInstruction) || one instanceof LabelTarget).toList();
        String name = type.thisClass().asInternalName().substring(ROOT.length());
        String source = name.replaceFirst("\\$.*", "") + ".java";
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof InvokeInstruction call && call.owner().asInternalName().equals(EVENT)
                    && Set.of("of", "<init>").contains(call.name().stringValue())) {
                sites.add(new AuditSites(name.replace('/', '.').replace('$', '.') + "."
                        + method.methodName().stringValue(), source,
                        call.name().equalsString("of")
                                ? given(elements.subList(0, i))
                                : Set.of()));
            }
        }
    }

    /** The constants that may be on the stack at the end: one, or one for each way that leads there. */
    private static Set<String> given(List<CodeElement> before) {
        Set<String> texts = new TreeSet<>();
        List<Label> here = new ArrayList<>();
        int at = before.size() - 1;
        while (at >= 0) {
            while (at >= 0 && before.get(at) instanceof LabelTarget target) {
                here.add(target.label());
                at--;
            }
            if (at < 0 || !(before.get(at) instanceof ConstantInstruction constant
                    && constant.constantValue() instanceof String text)) {
                return Set.of();
            }
            texts.add(text);
            at--;
            while (at >= 0 && before.get(at) instanceof LabelTarget) {
                at--;
            }
            if (at < 0 || !(before.get(at) instanceof BranchInstruction jump && goesTo(jump, here))) {
                return texts;
            }
            at--;
        }
        return texts;
    }

    private static boolean goesTo(BranchInstruction jump, List<Label> here) {
        return (jump.opcode() == Opcode.GOTO || jump.opcode() == Opcode.GOTO_W) && here.contains(jump.target());
    }
}
