package io.pilothouse.kernel.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts calls of a copy of {@link StopCheck} into the classes of one module: where a method begins, where a branch leads back, and
 * where an array is made. Nothing else changes: no local variable, no branch target, and the stack maps stay as they are.
 *
 * @param check the name of the copy
 */
record CheckedClasses(ClassDesc check) {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedClasses.class);
    private static final ClassDesc TEMPLATE = ClassDesc.of(StopCheck.class.getName());
    private static final String NAME = "PilothouseStopCheck";
    private static final int REFERENCE = 4;
    private static final MethodTypeDesc STEP = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc ARRAY = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int,
            ConstantDescs.CD_int);
    private static final MethodTypeDesc ARRAYS = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int,
            ConstantDescs.CD_int, ConstantDescs.CD_int);

    /** For a module with that package. */
    static CheckedClasses in(String ofPackage) {
        return new CheckedClasses(ClassDesc.of(ofPackage, NAME));
    }

    /** The file name of the copy. */
    String file() {
        String descriptor = check.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1) + ".class";
    }

    /** The bytes of the copy. */
    byte[] copy() throws IOException {
        try (InputStream in = StopCheck.class.getResourceAsStream(StopCheck.class.getSimpleName() + ".class")) {
            ClassFile file = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
            CodeTransform renamed = (out, element) -> {
                if (element instanceof FieldInstruction own && own.owner().asSymbol().equals(TEMPLATE)) {
                    out.fieldAccess(own.opcode(), check, own.name().stringValue(), own.typeSymbol());
                } else {
                    out.with(element);
                }
            };
            return file.transformClass(file.parse(in.readAllBytes()), check,
                    ClassTransform.transformingMethodBodies(renamed));
        }
    }

    /** A class with the calls in it; as it was if they cannot be put in, such as into a method that is as long as may be. */
    byte[] checked(String name, byte[] original) {
        try {
            ClassFile file = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS,
                    ClassFile.DeadCodeOption.KEEP_DEAD_CODE);
            ClassModel model = file.parse(original);
            return file.transformClass(model, (type, element) -> {
                if (element instanceof MethodModel method && method.code().isPresent()) {
                    type.transformMethod(method, (body, part) -> {
                        if (part instanceof CodeModel code) {
                            body.transformCode(code, new Calls(code));
                        } else {
                            body.with(part);
                        }
                    });
                } else {
                    type.with(element);
                }
            });
        } catch (IllegalArgumentException | IllegalStateException unfit) {
            LOG.warn("calls in {} cannot be stopped if they do not end: {}", name, unfit.toString());
            return original;
        }
    }

    private final class Calls implements CodeTransform {
        private final CodeModel code;
        private final Set<Label> passed = new HashSet<>();

        private Calls(CodeModel code) {
            this.code = code;
        }

        @Override
        public void atStart(CodeBuilder out) {
            out.invokestatic(check, "step", STEP);
        }

        @Override
        public void accept(CodeBuilder out, CodeElement element) {
            switch (element) {
                case LabelTarget target -> passed.add(target.label());
                case BranchInstruction branch when passed.contains(branch.target()) ->
                    out.invokestatic(check, "step", STEP);
                // A loop by a switch is what no compiler makes; a hostile plugin may.
                case TableSwitchInstruction any -> out.invokestatic(check, "step", STEP);
                case LookupSwitchInstruction any -> out.invokestatic(check, "step", STEP);
                case NewPrimitiveArrayInstruction array -> array(out, size(array.typeKind()));
                case NewReferenceArrayInstruction array -> array(out, REFERENCE);
                case NewMultiArrayInstruction arrays when arrays.dimensions() == 1 -> array(out, REFERENCE);
                case NewMultiArrayInstruction arrays -> out.dup2().loadConstant(REFERENCE)
                        .invokestatic(check, "arrays", ARRAYS);
                default -> {
                    // Goes in as it is.
                }
            }
            out.with(element);
        }

        private void array(CodeBuilder out, int bytes) {
            out.dup().loadConstant(bytes).invokestatic(check, "array", ARRAY);
        }

        private static int size(TypeKind kind) {
            return switch (kind) {
                case BYTE, BOOLEAN -> 1;
                case SHORT, CHAR -> 2;
                case LONG, DOUBLE -> 8;
                default -> 4;
            };
        }

        @Override
        public void atEnd(CodeBuilder out) {
            // Its frames stand at labels, which have moved with the code.
            code.findAttribute(Attributes.stackMapTable()).map(StackMapTableAttribute.class::cast)
                    .ifPresent(out::with);
        }
    }
}
