namespace OcrLabeling.Core.Templates;

/// <summary>The four answers of a word card, and Unsure. Labeled: what any other template asks for.</summary>
public enum AnswerKind { Transcribed, BadOrientation, ForeignScript, Unreadable, Unsure, Labeled }

/// <summary>How the answer relates to the pre-label: taken as it was, changed, emptied, typed where there was none, or a flag instead of text.</summary>
public enum PreLabelRelation { Accepted, Edited, Cleared, Typed, Flagged }
