import java.io.File;
import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Base64;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;

/**
 * Opens each XForm named as an argument and prints a line: its instance in base64, or "ERROR" and why. Steps in a
 * file of the same name with ".steps" come first: "set", path and value, or "add" and path, with tabs between.
 */
public class Evaluate {
    public static void main(String[] files) throws Exception {
        PrintStream out = System.out;
        new XFormsModule().registerModule();
        for (String file : files) {
            try (FileInputStream stream = new FileInputStream(file)) {
                FormDef form = XFormUtils.getFormFromInputStream(stream);
                form.initialize(true, new InstanceInitializationFactory());
                File steps = new File(file + ".steps");
                if (steps.exists()) {
                    play(form, steps);
                }
                byte[] instance = new XFormSerializingVisitor().serializeInstance(form.getInstance());
                out.println(Base64.getEncoder().encodeToString(instance));
            } catch (Throwable problem) {
                String why = problem.getClass().getSimpleName() + " " + problem.getMessage();
                out.println("ERROR " + why.replace('\n', ' ').replace('\r', ' '));
            }
        }
    }

    private static void play(FormDef form, File steps) throws Exception {
        FormEntryModel model = new FormEntryModel(form);
        FormEntryController controller = new FormEntryController(model);
        for (String line : Files.readAllLines(steps.toPath())) {
            String[] step = line.split("\t", -1);
            int wanted = step[0].equals("add")
                ? FormEntryController.EVENT_PROMPT_NEW_REPEAT : FormEntryController.EVENT_QUESTION;
            controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
            int event = controller.stepToNextEvent();
            while (event != wanted || !pathOf(model.getFormIndex(), step[0]).equals(step[1].replace("[1]", ""))) {
                if (event == FormEntryController.EVENT_END_OF_FORM) {
                    throw new IllegalStateException("no " + step[1]);
                }
                event = controller.stepToNextEvent();
            }
            if (step[0].equals("add")) {
                controller.newRepeat();
            } else {
                FormEntryPrompt prompt = model.getQuestionPrompt();
                IAnswerData answer = step[2].isEmpty() ? null
                    : XFormAnswerDataParser.getAnswerData(step[2], prompt.getDataType(), prompt.getQuestion());
                controller.answerQuestion(model.getFormIndex(), answer, true);
            }
        }
    }

    /** The path of an index without first positions; of a new instance without its own position too. */
    private static String pathOf(FormIndex index, String step) {
        String path = index.getReference().toString(true);
        return (step.equals("add") ? path.replaceAll("\\[\\d+\\]$", "") : path).replace("[1]", "");
    }
}
