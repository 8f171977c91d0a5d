namespace OcrLabeling.Core.Templates;

/// <summary>The key of a <see cref="LabelingTemplate"/>, as it is stored.</summary>
public enum Template { WordTranscription, RectSelect, DocumentTranscription, PageOrientation, DocumentCorners, Custom, Classification, KeyInformation }
