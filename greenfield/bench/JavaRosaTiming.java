import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/**
 * Times JavaRosa for `greenfield bench forms`: FORM ANSWERS LOADS PRINTED-AFTER REF..., as forms_timing.py says.
 *
 * A load goes from the bytes of the XForm in memory to a form whose first evaluation is done; the first of
 * LOADS is that of a JVM that has just started. An answer is given as ODK Collect gives it, with its
 * constraint and all that depends on it. ANSWERS has a line with path, tab and value for each.
 */
public final class JavaRosaTiming {
    public static void main(String[] words) throws Exception {
        new JavaRosaCoreModule().registerModule();
        new XFormsModule().registerModule();
        byte[] xml = Files.readAllBytes(Path.of(words[0]));
        List<String[]> answers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(words[1]), StandardCharsets.UTF_8)) {
            answers.add(line.split("\t", 2));
        }
        FormEntryController controller = null;
        for (int round = 0; round < Integer.parseInt(words[2]); round++) {
            long begun = System.nanoTime();
            FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
            form.initialize(true, new InstanceInitializationFactory());
            FormEntryController made = new FormEntryController(new FormEntryModel(form));
            System.out.println("load " + (System.nanoTime() - begun));
            controller = controller == null ? made : controller;
        }
        Map<String, FormIndex> places = places(controller.getModel());
        FormDef form = controller.getModel().getForm();
        for (int number = 0; number < answers.size(); number++) {
            String[] answer = answers.get(number);
            if (number == Integer.parseInt(words[3])) {
                for (int word = 4; word < words.length; word++) {
                    TreeElement found = resolve(form.getMainInstance().getRoot(), words[word]);
                    System.out.println("value " + words[word] + " " + text(found.getValue()));
                }
            }
            FormIndex place = places.get(answer[0]);
            if (place == null) {
                throw new IllegalArgumentException("no question " + answer[0]);
            }
            int type = form.getMainInstance().resolveReference(place.getReference()).getDataType();
            long begun = System.nanoTime();
            IAnswerData value = AnswerDataFactory.templateByDataType(type).cast(new UncastData(answer[1]));
            int result = controller.answerQuestion(place, value, true);
            System.out.println("answer " + (System.nanoTime() - begun));
            if (result != FormEntryController.ANSWER_OK) {
                throw new IllegalArgumentException("refused " + answer[0] + " " + answer[1]);
            }
        }
        for (String line : memory()) {
            if (line.startsWith("VmHWM:")) {
                System.out.println("memory " + line.replaceAll("[^0-9]", ""));
            }
        }
    }

    private static List<String> memory() throws Exception {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) ? Files.readAllLines(status) : List.of();
    }

    private static TreeElement resolve(TreeElement root, String path) {
        TreeElement found = root;
        String[] names = path.split("/");
        for (int step = 2; step < names.length; step++) {
            found = found.getFirstChild(names[step]);
        }
        return found;
    }

    private static String text(IAnswerData value) {
        return value == null ? "" : value.uncast().getString();
    }

    private static Map<String, FormIndex> places(FormEntryModel model) {
        Map<String, FormIndex> found = new HashMap<>();
        FormIndex at = model.incrementIndex(FormIndex.createBeginningOfFormIndex());
        while (!at.isEndOfFormIndex()) {
            TreeReference reference = at.getReference();
            if (reference != null) {
                found.put(reference.toString(false), at);
            }
            at = model.incrementIndex(at);
        }
        return found;
    }
}
