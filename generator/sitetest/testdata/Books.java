import com.adobe.epubcheck.tool.EpubChecker;

/** Has EPUBCheck read many books in one run: the arguments are pairs of a book and the file for its report. */
public class Books {
	public static void main(String[] files) {
		for (int i = 0; i + 1 < files.length; i += 2) {
			new EpubChecker().run(new String[] {files[i], "--quiet", "--json", files[i + 1]});
		}
		System.exit(0);
	}
}
